//! The types of `fixtures/golden/office`, as one writes them with serde alone.
//!
//! They keep no unknown property, no annotation, no explicit null, no unknown member of an enum by its name, and no digits
//! of a timestamp. Navigation properties are raw text and complex values are boxed, as they are in the generated types.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use time::OffsetDateTime;
use time::serde::rfc3339::option;
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
pub struct Page<T> {
    #[serde(rename = "@odata.context")]
    pub context: Option<String>,
    #[serde(rename = "@odata.nextLink")]
    pub next_link: Option<String>,
    pub value: Vec<T>,
}

/// The items of a collection of a base type.
#[derive(Serialize, Deserialize)]
#[serde(tag = "@odata.type")]
pub enum AnyDirectoryItem {
    #[serde(rename = "#com.example.office.user")]
    User(Box<User>),
    #[serde(rename = "#com.example.office.group")]
    Group(Box<Group>),
    #[serde(rename = "#com.example.office.device")]
    Device(Box<Device>),
}

macro_rules! enums {
    ($($name:ident { $($member:ident),* })*) => {$(
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum $name {
            $($member,)*
            #[serde(other)]
            Unknown,
        }
    )*};
}

enums! {
    Importance { Low, Normal, High }
    BodyType { Text, Html }
    FlagStatus { NotFlagged, Complete, Flagged }
    InboxTab { Focused, Other }
    RepliesStatus { Disabled, AlwaysEnabled, Scheduled }
    Audience { None, ContactsOnly, All }
    RequestKind { None, Request, Cancelled, Accepted, Tentative, Declined }
}

macro_rules! structs {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* })*) => {$(
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $(
                $(#[$attribute])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )*
        }
    )*};
}

structs! {
    License {
        disabled_plans: Vec<Uuid>, sku_id: Uuid,
    }
    Plan {
        #[serde(default, with = "option")]
        assigned_date_time: OffsetDateTime,
        capability_status: String, service: String, service_plan_id: Uuid,
    }
    ProvisionedPlan {
        capability_status: String, provisioning_status: String, service: String,
    }
    LicenseState {
        assigned_by_group: String, disabled_plans: Vec<Uuid>, error: String,
        #[serde(default, with = "option")]
        last_updated_date_time: OffsetDateTime,
        sku_id: Uuid, state: String,
    }
    Identity {
        issuer: String, issuer_assigned_id: String, sign_in_type: String,
    }
    OrgData {
        cost_center: String, division: String,
    }
    Authorization {
        certificate_ids: Vec<String>,
    }
    ExtensionAttributes {
        extension_attribute1: String, extension_attribute2: String, extension_attribute3: String,
        extension_attribute4: String, extension_attribute5: String, extension_attribute6: String,
        extension_attribute7: String, extension_attribute8: String, extension_attribute9: String,
        extension_attribute10: String, extension_attribute11: String, extension_attribute12: String,
        extension_attribute13: String, extension_attribute14: String, extension_attribute15: String,
    }
    ProvisioningError {
        category: String,
        #[serde(default, with = "option")]
        occurred_date_time: OffsetDateTime,
        property_causing_error: String, value: String,
    }
    Password {
        force_change_next_sign_in: bool, force_change_next_sign_in_with_mfa: bool, password: String,
    }
    SignInActivity {
        #[serde(default, with = "option")]
        last_sign_in_date_time: OffsetDateTime,
        last_sign_in_request_id: String,
        #[serde(default, with = "option")]
        last_successful_sign_in_date_time: OffsetDateTime,
        last_successful_sign_in_request_id: String,
    }
    Locale {
        display_name: String, locale: String,
    }
    ZonedTime {
        date_time: String, time_zone: String,
    }
    AutomaticReplies {
        audience: Audience, external_message: String, internal_message: String, scheduled_end: Box<ZonedTime>,
        scheduled_start: Box<ZonedTime>, status: RepliesStatus,
    }
    MailboxSettings {
        archive_folder: String, automatic_replies: Box<AutomaticReplies>, date_format: String, language: Box<Locale>,
        time_format: String, time_zone: String,
    }
    ItemBody {
        content: String, content_type: BodyType,
    }
    EmailAddress {
        address: String, name: String,
    }
    Recipient {
        email_address: Box<EmailAddress>,
    }
    FollowUp {
        completed_date_time: Box<ZonedTime>, due_date_time: Box<ZonedTime>, flag_status: FlagStatus,
        start_date_time: Box<ZonedTime>,
    }
    InternetHeader {
        name: String, value: String,
    }
    DirectoryItem {
        id: String,
        #[serde(default, with = "option")]
        deleted_date_time: OffsetDateTime,
    }
    User {
        id: String,
        #[serde(default, with = "option")]
        deleted_date_time: OffsetDateTime,
        about_me: String, account_enabled: bool, age_group: String, assigned_licenses: Vec<License>,
        assigned_plans: Vec<Plan>, authorization: Box<Authorization>,
        #[serde(default, with = "option")]
        birthday: OffsetDateTime,
        business_phones: Vec<String>, city: String, company_name: String, consent_provided_for_minor: String,
        country: String,
        #[serde(default, with = "option")]
        created_date_time: OffsetDateTime,
        creation_type: String, custom_attributes: Value, department: String, device_enrollment_limit: i32,
        display_name: String,
        #[serde(default, with = "option")]
        employee_hire_date: OffsetDateTime,
        employee_id: String,
        #[serde(default, with = "option")]
        employee_leave_date_time: OffsetDateTime,
        employee_org_data: Box<OrgData>, employee_type: String, external_user_state: String,
        #[serde(default, with = "option")]
        external_user_state_change_date_time: OffsetDateTime,
        fax_number: String, given_name: String,
        #[serde(default, with = "option")]
        hire_date: OffsetDateTime,
        identities: Vec<Identity>, identity_parent_id: String, im_addresses: Vec<String>,
        interests: Vec<String>, is_management_restricted: bool, is_resource_account: bool, job_title: String,
        #[serde(default, with = "option")]
        last_password_change_date_time: OffsetDateTime,
        legal_age_group: String, license_states: Vec<LicenseState>, mail: String, mail_nickname: String,
        mailbox_settings: Box<MailboxSettings>, mobile_phone: String, my_site: String, office_location: String,
        on_premises_distinguished_name: String, on_premises_domain_name: String,
        on_premises_extension_attributes: Box<ExtensionAttributes>, on_premises_immutable_id: String,
        #[serde(default, with = "option")]
        on_premises_last_sync_date_time: OffsetDateTime,
        on_premises_provisioning_errors: Vec<ProvisioningError>, on_premises_sam_account_name: String,
        on_premises_security_identifier: String, on_premises_sync_enabled: bool,
        on_premises_user_principal_name: String, other_mails: Vec<String>, password_policies: String,
        password_profile: Box<Password>, past_projects: Vec<String>, postal_code: String,
        preferred_data_location: String, preferred_language: String, preferred_name: String,
        provisioned_plans: Vec<ProvisionedPlan>, proxy_addresses: Vec<String>, responsibilities: Vec<String>,
        schools: Vec<String>, security_identifier: String, show_in_address_list: bool,
        sign_in_activity: Box<SignInActivity>,
        #[serde(default, with = "option")]
        sign_in_sessions_valid_from_date_time: OffsetDateTime,
        skills: Vec<String>, state: String, street_address: String, surname: String, usage_location: String,
        user_principal_name: String, user_type: String, activities: Box<RawValue>,
        adhoc_calls: Box<RawValue>, agreements: Box<RawValue>, app_roles: Box<RawValue>,
        authentication: Box<RawValue>, calendar: Box<RawValue>, calendar_groups: Box<RawValue>,
        calendar_view: Box<RawValue>, calendars: Box<RawValue>, chats: Box<RawValue>,
        clipboard: Box<RawValue>, cloud_devices: Box<RawValue>, contact_folders: Box<RawValue>,
        contacts: Box<RawValue>, created_objects: Box<RawValue>, device_events: Box<RawValue>,
        direct_reports: Box<RawValue>, drive: Box<RawValue>, drives: Box<RawValue>, events: Box<RawValue>,
        experience: Box<RawValue>, extensions: Box<RawValue>, followed_sites: Box<RawValue>,
        insights: Box<RawValue>, joined_teams: Box<RawValue>, license_details: Box<RawValue>,
        mail_folders: Box<RawValue>, managed_devices: Box<RawValue>, manager: Box<RawValue>,
        meetings: Box<RawValue>, member_of: Box<RawValue>, messages: Box<RawValue>, notebook: Box<RawValue>,
        outlook: Box<RawValue>, owned_devices: Box<RawValue>, owned_objects: Box<RawValue>,
        people: Box<RawValue>, permission_grants: Box<RawValue>, photo: Box<RawValue>, photos: Box<RawValue>,
        planner: Box<RawValue>, presence: Box<RawValue>, registered_devices: Box<RawValue>,
        registrations: Box<RawValue>, scoped_roles: Box<RawValue>, settings: Box<RawValue>,
        solutions: Box<RawValue>, sponsor_of: Box<RawValue>, sponsors: Box<RawValue>,
        teamwork: Box<RawValue>, todo: Box<RawValue>, tokens: Box<RawValue>,
        transitive_member_of: Box<RawValue>,
    }
    Group {
        id: String,
        #[serde(default, with = "option")]
        deleted_date_time: OffsetDateTime,
        allow_external_senders: bool, assigned_licenses: Vec<License>, classification: String,
        #[serde(default, with = "option")]
        created_date_time: OffsetDateTime,
        description: String, display_name: String,
        #[serde(default, with = "option")]
        expiration_date_time: OffsetDateTime,
        group_types: Vec<String>, is_assignable_to_role: bool, mail: String, mail_enabled: bool,
        mail_nickname: String, membership_rule: String, membership_rule_processing_state: String,
        on_premises_domain_name: String,
        #[serde(default, with = "option")]
        on_premises_last_sync_date_time: OffsetDateTime,
        on_premises_sync_enabled: bool, preferred_language: String, proxy_addresses: Vec<String>,
        #[serde(default, with = "option")]
        renewed_date_time: OffsetDateTime,
        security_enabled: bool, security_identifier: String, theme: String, unseen_count: i32,
        visibility: String, calendar: Box<RawValue>, member_of: Box<RawValue>, members: Box<RawValue>,
        owners: Box<RawValue>, team: Box<RawValue>,
    }
    Device {
        id: String,
        #[serde(default, with = "option")]
        deleted_date_time: OffsetDateTime,
        account_enabled: bool,
        #[serde(default, with = "option")]
        approximate_last_sign_in_date_time: OffsetDateTime,
        #[serde(default, with = "option")]
        compliance_expiration_date_time: OffsetDateTime,
        device_id: String, device_version: i32, display_name: String, is_compliant: bool, is_managed: bool,
        manufacturer: String, model: String, operating_system: String, operating_system_version: String,
        physical_ids: Vec<String>, profile_type: String,
        #[serde(default, with = "option")]
        registration_date_time: OffsetDateTime,
        system_labels: Vec<String>, trust_type: String, member_of: Box<RawValue>,
        registered_owners: Box<RawValue>,
    }
    Message {
        id: String, categories: Vec<String>, change_key: String,
        #[serde(default, with = "option")]
        created_date_time: OffsetDateTime,
        #[serde(default, with = "option")]
        last_modified_date_time: OffsetDateTime,
        bcc_recipients: Vec<Recipient>, body: Box<ItemBody>, body_preview: String, cc_recipients: Vec<Recipient>,
        conversation_id: String, conversation_index: String, flag: Box<FollowUp>, from: Box<Recipient>,
        has_attachments: bool, importance: Importance, inbox_tab: InboxTab,
        internet_headers: Vec<InternetHeader>, internet_message_id: String,
        is_delivery_receipt_requested: bool, is_draft: bool, is_read: bool, is_read_receipt_requested: bool,
        parent_folder_id: String,
        #[serde(default, with = "option")]
        received_date_time: OffsetDateTime,
        reply_to: Vec<Recipient>, sender: Box<Recipient>,
        #[serde(default, with = "option")]
        sent_date_time: OffsetDateTime,
        subject: String, to_recipients: Vec<Recipient>, unique_body: Box<ItemBody>, web_link: String,
        attachments: Box<RawValue>, extensions: Box<RawValue>,
    }
    MeetingMessage {
        id: String, categories: Vec<String>, change_key: String,
        #[serde(default, with = "option")]
        created_date_time: OffsetDateTime,
        #[serde(default, with = "option")]
        last_modified_date_time: OffsetDateTime,
        bcc_recipients: Vec<Recipient>, body: Box<ItemBody>, body_preview: String, cc_recipients: Vec<Recipient>,
        conversation_id: String, conversation_index: String, flag: Box<FollowUp>, from: Box<Recipient>,
        has_attachments: bool, importance: Importance, inbox_tab: InboxTab,
        internet_headers: Vec<InternetHeader>, internet_message_id: String,
        is_delivery_receipt_requested: bool, is_draft: bool, is_read: bool, is_read_receipt_requested: bool,
        parent_folder_id: String,
        #[serde(default, with = "option")]
        received_date_time: OffsetDateTime,
        reply_to: Vec<Recipient>, sender: Box<Recipient>,
        #[serde(default, with = "option")]
        sent_date_time: OffsetDateTime,
        subject: String, to_recipients: Vec<Recipient>, unique_body: Box<ItemBody>, web_link: String,
        attachments: Box<RawValue>, extensions: Box<RawValue>, is_all_day: bool, is_out_of_date: bool,
        kind: RequestKind, start: Box<ZonedTime>, end: Box<ZonedTime>, event: Box<RawValue>,
    }
}
