#include "casework/transitions/preview.hpp"

#include <set>

#include "access/directory.hpp"
#include "access/field_mask.hpp"
#include "casework/acting_user.hpp"
#include "casework/transitions/eligibility.hpp"
#include "casework/transitions/outside_reader.hpp"
#include "records/beholder.hpp"

namespace amparo::casework {
namespace {

std::string_view right_of(const access::Actor& actor, TransitionType type) {
    if (type == TransitionType::transfer) return "transfer";
    return actor.can("case", "referral") ? "referral" : "referral_from_service";
}

Result<> check_question(const access::Directory& directory, const json::Object& data,
                        const PreviewQuestion& question) {
    const auto user = question.to.empty() ? nullptr : directory.user(question.to);
    const auto module_id = json::string_or(data, "module_id");
    const RecipientQuestion who{
        .type = question.type, .record_type = "case", .module_id = module_id};
    if (user == nullptr || !may_receive(directory, who, *user))
        return refuse_field(Errc::invalid, "transitioned_to",
                            MessageKey{"transition.errors.to_user_can_receive"});
    if (question.authorized_role.empty() || is_referral_role(directory, question.authorized_role))
        return {};
    return refuse_field(Errc::invalid, "authorized_role_unique_id",
                        MessageKey{"transition.errors.authorized_role"});
}

void append(json::Object& data, std::string_view key, json::Value element) {
    auto& list = data[key];
    if (!list.is_array()) list = json::Array();
    list.get_array().push_back(std::move(element));
}

/// The record as it would stand with the transition in its book, as far as views depend on it.
void imagine(json::Object& data, const access::User& recipient, const PreviewQuestion& question) {
    json::Object entry{{"type", wire_name(question.type)},
                       {"status", wire_name(TransitionStatus::in_progress)},
                       {"transitioned_to", question.to},
                       {"transitioned_to_user_groups", json::to_array(recipient.groups)}};
    if (!recipient.agency.empty()) entry["transitioned_to_user_agency"] = recipient.agency.text();
    if (!question.authorized_role.empty())
        entry["authorized_role_unique_id"] = question.authorized_role;
    append(data, transitions_key, std::move(entry));
    append(data, "assigned_user_names", json::Value(question.to));
    if (question.type == TransitionType::transfer)
        data["transfer_status"] = wire_name(TransitionStatus::in_progress);
}

std::set<std::string, std::less<>> questions_of(const forms::Definitions& definitions) {
    std::set<std::string, std::less<>> names;
    for (const auto* form : definitions.forms_of("case")) {
        for (const auto& field : form->fields) names.insert(field.name);
    }
    return names;
}

/// What a reader would be shown of the record, as far as the actor may read it.
struct Shown {
    json::Object forms = {};
    json::Array fields = {};
    json::Object record = {};
};
Shown shown_to(const access::Actor& reader, const records::Service& records,
               const store::StoredRecord& record, const json::Object& mine) {
    const auto& on = records.dependencies();
    const auto definitions = on.definitions();
    Shown shown;
    auto theirs = records.show(reader, record, "");
    const auto beholder = records::beholder_of(on, reader, "case", record.data);
    for (const auto& [form, access] : access::permitted_forms(
             beholder, *definitions, "case", json::string_or(record.data, "module_id")))
        shown.forms[form] = access;
    for (const auto& name : questions_of(*definitions)) {
        auto* value = theirs.if_contains(name);
        if (value == nullptr || json::is_blank(*value)) continue;
        shown.fields.emplace_back(name);
        if (mine.contains(name)) shown.record[name] = std::move(*value);
    }
    return shown;
}

json::Object answer(json::Value user_name, std::string_view role, Shown shown) {
    return {{"user_name", std::move(user_name)},
            {"role_unique_id", role},
            {"forms", std::move(shown.forms)},
            {"fields", std::move(shown.fields)},
            {"record", std::move(shown.record)}};
}

/// What a document for somebody without an account may hold.
Result<json::Object> preview_outside(const access::Actor& actor, const records::Service& records,
                                     const store::StoredRecord& record,
                                     const PreviewQuestion& question) {
    const auto& on = records.dependencies();
    const auto directory = on.directory();
    const auto role = directory->role(RoleId(question.authorized_role));
    if (question.type != TransitionType::referral || role == nullptr || role->disabled ||
        !role->referral)
        return refuse_field(Errc::invalid, "authorized_role_unique_id",
                            MessageKey{"transition.errors.authorized_role"});
    const auto sender = records::beholder_of(on, actor, "case", record.data);
    const auto reader = outside_reader(sender, *role, "case");
    const auto mine = records.show(actor, record, "");
    return answer(nullptr, question.authorized_role, shown_to(reader, records, record, mine));
}

}  // namespace

Result<json::Object> preview_transition(const access::Actor& actor, const records::Service& records,
                                        const RecordId& id, const PreviewQuestion& question) {
    AMPARO_TRY(auto record, records.read_for(actor, "case", id, right_of(actor, question.type)));
    if (question.is_remote) return preview_outside(actor, records, record, question);
    AMPARO_CHECK(check_question(*records.dependencies().directory(), record.data, question));
    AMPARO_TRY(const auto recipient, acting_user(records, question.to));
    const auto mine = records.show(actor, record, "");
    imagine(record.data, recipient.user(), question);
    const auto& role = question.authorized_role.empty() ? recipient.role().unique_id.text()
                                                        : question.authorized_role;
    return answer(json::Value(question.to), role, shown_to(recipient, records, record, mine));
}

}  // namespace amparo::casework
