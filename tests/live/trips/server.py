"""A service that does what the other one cannot: derived types, containment, references, delta links, key as segment.

It prints the URL of its root, and ends with the test that has the other end of its input.
"""

import datetime
import os
import sys
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "packages"))

from odatapy.data import ComplexValue, Entity, Property, ValueType
from odatapy.edm.model import FullQualifiedName
from odatapy.edm.xml_io import XmlEdmProvider
from odatapy.server import OData, eval
from odatapy.server.adapters import ODataWSGIApp
from odatapy.server.inmemory import InMemoryDataStore, InMemoryProcessor
from odatapy.server.processor import ActionProcessor
from odatapy.server.serializer.json_serializer import EntitySerializerOptions, PrimitiveSerializerOptions

PERSON = "live.trips.Person"
MOODS = ["Calm", "Merry", "Angry"]

# Members of enums are kept by number, and were compared by name.
eval.InMemoryExpressionVisitor.visit_enum = lambda _, literal: literal.value


class Contained:
    """Where what an entity contains is kept, like an entity set."""

    def __init__(self, navigation):
        self.name = navigation.name
        self.entity_type = navigation.type

    def get_binding_target(self, _):
        return None


class Trips(InMemoryProcessor, ActionProcessor):
    def __init__(self):
        super().__init__(InMemoryDataStore(), page_size=3)
        for name in ["Oldest", "Merrier", "FriendsIn", "Moods", "LongestTrip", "Harbour"]:
            self.register_function(f"live.trips.{name}", getattr(self, name.lower()))
        self.reset()

    def reset(self):
        store = self.store
        store.data.clear()
        store.relations.clear()
        store.change_log.clear()
        me = Entity(type=PERSON)
        me.set_property("UserName", "me", ValueType.PRIMITIVE, "Edm.String")
        me.set_property("Age", 40, ValueType.PRIMITIVE, "Edm.Int32")
        store.set_entities("Me", [me])

    def _nav_target_set(self, owner_set, nav_name):
        found = super()._nav_target_set(owner_set, nav_name)
        if found is None:
            # A binding that goes by a derived type, and what is in no set at all.
            types = [owner_set.entity_type, self.service_metadata.edm.get_entity_type(FullQualifiedName.parse("live.trips.Pilot"))]
            navigation = next(filter(None, (ty.get_navigation_property(nav_name) for ty in types)))
            if navigation.contains_target:
                return Contained(navigation)
            sets = self.service_metadata.edm.entity_container.entity_sets
            return next(each for each in sets if each.entity_type.name == navigation.type.name)
        return found

    # Functions get what they are bound to, and themselves with their arguments.

    def oldest(self, _, __):
        return max(self.store.entities("People"), key=lambda person: person.get_value("Age") or 0)

    def merrier(self, _, call):
        # Arguments of imports are left as they are in the URL.
        than = MOODS.index(call.typed_parameters["than"].split("'")[1])
        return [person for person in self.store.entities("People") if (person.get_value("Mood") or 0) > than]

    def friendsin(self, target, call):
        friends = self.store.relation(target.entity_set.name, self._key_of(target.entity_set, target.entity), "Friends")
        city, older_than = call.typed_parameters["city"], call.typed_parameters.get("olderThan", 0)

        def lives_there(person):
            home = person.get_value("Home")
            return home is not None and home.as_dict().get("City") == city

        return [friend for friend in friends or [] if lives_there(friend) and friend.get_value("Age") > older_than]

    def moods(self, _, __):
        return sorted({person.get_value("Mood") for person in self.store.entities("People")} - {None})

    def longesttrip(self, _, __):
        return max(trip.get_value("Lasts") for trip in self.store.entities("Trips"))

    def harbour(self, _, __):
        ship = ComplexValue("live.trips.Ship")
        for name, value in [("City", "Oslo"), ("Deck", 3)]:
            ship.properties.append(Property(name=name, value=value))
        return ship

    def process_action(self, request, response, uri_info, request_ct, response_ct):
        with self.store.lock:
            *path, last = uri_info.resource_parts
            edm = self.service_metadata.edm
            action = last.action or edm.get_action(FullQualifiedName.parse(last.action_import.action))
            body = request.body or b"{}"
            arguments = self.odata.create_deserializer(request_ct).action_parameters(edm, action, body)
            serializer = self._serializer(response_ct, request)
            if action.name == "Reset":
                self.reset()
                response.set_status(204)
                return
            target = self._walk(request, path, for_write=True)
            if action.name == "Ground":
                for pilot in target.entities:
                    pilot.set_property("Flights", 0, ValueType.PRIMITIVE, "Edm.Int32")
                options = PrimitiveSerializerOptions(
                    context_url=self._context(request, "Edm.Int32"), type_fqn="Edm.Int32"
                )
                written = serializer.primitive(len(target.entities), options, edm)
            else:
                for name, given in arguments.items():
                    target.entity.set_property(name.capitalize(), given.value, given.value_type, given.type)
                options = EntitySerializerOptions(context_url=self._context(request, "People/$entity"))
                written = serializer.entity(edm, target.entity_type, target.entity, options)
            self._write(request, response, written, response_ct)


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def get_environ(self):
        environ = super().get_environ()
        # Without this, what says nothing of its type would be text.
        if self.headers.get("Content-Type") is None:
            environ["CONTENT_TYPE"] = ""
        return environ

    def log_message(self, *_):
        pass


def main():
    odata = OData.new_instance()
    metadata = odata.create_service_metadata(XmlEdmProvider.from_file(str(HERE / "trips.csdl")))
    handler = odata.create_handler(metadata)
    handler.register(Trips())
    port = int(os.environ.get("PORT", "0"))
    server = make_server("127.0.0.1", port, ODataWSGIApp(handler), Server, Quiet)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
