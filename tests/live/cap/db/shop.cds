// What a client of the service can do is in ../client/shop.rs; each part of the model is there for something of it.
namespace live.shop;

type Genre : String(20) enum { novel; history; science; };

@cds.search: { name }
entity Authors {
  key ID    : UUID;
      name  : String(60) not null;
      born  : Date;
      books : Association to many Books on books.author = $self;
}

// A property of every primitive type that there is.
entity Books {
  key ID        : Integer;
      title     : String(100) not null;
      genre     : Genre;
      isPrinted : Boolean;
      isbn      : UUID;
      price     : Decimal(9, 2);
      weight    : Double;
      volumes   : UInt8;
      shelf     : Int16;
      pages     : Int32;
      sold      : Int64;
      shift     : Integer @odata.Type: 'Edm.SByte';
      ratio     : Double @odata.Type: 'Edm.Single';
      readIn    : String(20) @odata.Type: 'Edm.Duration';
      published : Date;
      opensAt   : Time;
      added     : DateTime;
      changed   : Timestamp @odata.etag @cds.on.insert: $now @cds.on.update: $now;
      digest    : Binary(16);
      tags      : many String;
      summary   : LargeString;
      cover     : LargeBinary @Core.MediaType: coverType;
      coverType : String(40) @Core.IsMediaType;
      author    : Association to Authors;
      chapters  : Composition of many Chapters on chapters.book = $self;
      stocks    : Association to many Stocks on stocks.book = $self;
}

entity Chapters {
  key book   : Association to Books;
  key number : Integer;
      title  : String(100);
      notes  : Composition of many Notes on notes.chapter = $self;
}

entity Notes {
  key ID      : Integer;
      text    : String(200);
      chapter : Association to Chapters;
}

// Keys of several parts, of which one has to be quoted.
@cds.query.limit: { default: 2, max: 3 }
entity Stocks {
  key warehouse : String(40);
  key since     : Date;
      copies    : Integer;
      book      : Association to Books;
}

entity Settings {
  key ID     : Integer;
      slogan : String(100);
}
