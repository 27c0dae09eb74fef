#include "casework/incidents/links.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "access/field_mask.hpp"
#include "access/shared_view.hpp"
#include "casework/alerts.hpp"
#include "casework/incidents/field_map.hpp"
#include "casework/link_list.hpp"
#include "records/derived/values.hpp"
#include "records/representation.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;
using records::derived::rows;

constexpr std::string_view details_key = "incident_details";
constexpr std::string_view case_id_key = "incident_case_id";
constexpr const char* alert_type = "incident_from_case";

std::unexpected<Error> no_such_case() {
    return refuse_field(Errc::invalid, "/incident_case_id", MessageKey{"errors.links.no_case"});
}

/// The case as the edit knows it; null when there is none.
Result<const json::Object*> case_by_id(Edit& edit, const RecordId& id) {
    const auto found = edit.look_at("case", id);
    if (found) return *found;
    if (found.error().code == Errc::not_found) return nullptr;
    return std::unexpected(found.error());
}

/// The form that shows the mark of a new incident, as the module or the system maps it.
std::string form_of_mark(const forms::Definitions& definitions, const json::Object& child_case) {
    const auto* module = definitions.module(json::string_or(child_case, "module_id"));
    const auto* options =
        module == nullptr ? nullptr : json::find_object(module->attributes, "module_options");
    const auto* map =
        options == nullptr ? nullptr : json::find_object(*options, "changes_field_to_form");
    if (map == nullptr)
        map = json::find_object(definitions.system_settings(), "changes_field_to_form");
    const auto* entry = map == nullptr ? nullptr : map->if_contains(details_key);
    if (entry == nullptr) return alert_type;
    if (const auto* text = entry->if_string()) return std::string(*text);
    const auto* object = entry->if_object();
    return object == nullptr ? alert_type
                             : json::string_or(*object, "form_section_unique_id", alert_type);
}

void tell_owner(const Edit& edit, json::Object& child_case) {
    if (edit.actor().name().text() == json::string_or(child_case, "owned_by")) return;
    remove_alerts(child_case, alerts_of("field_change", alert_type));
    add_alert(edit, child_case,
              {.alert_for = "field_change",
               .type = alert_type,
               .form_unique_id = form_of_mark(edit.definitions(), child_case)});
}

Result<> forget_incident(Edit& edit, const RecordId& case_id, const RecordId& incident) {
    AMPARO_TRY(const auto* known, case_by_id(edit, case_id));
    if (known == nullptr || !names_id(*known, incidents_key, incident.text())) return {};
    AMPARO_TRY(auto* draft,
               edit.open({.record_type = "case", .id = case_id, .cause = "link_incident"}));
    remove_id(draft->data(), incidents_key, incident.text());
    return {};
}

/// What the actor may know of the case. Whoever sees it only through a share must not have the
/// rest told by an incident.
json::Object known_part(const Edit& edit, const json::Object& child_case) {
    const auto& actor = edit.actor();
    access::SharedRoles roles;
    const auto beholder = roles.beholder(actor, {.directory = edit.directory(),
                                                 .definitions = edit.definitions(),
                                                 .record_type = "case",
                                                 .data = child_case});
    if (beholder.role_pointer() == actor.role_pointer()) return child_case;
    const auto readable = access::readable_fields(beholder, edit.definitions(), "case",
                                                  json::string_or(child_case, "module_id"));
    json::Object part;
    for (const auto& [key, value] : child_case) {
        if (readable.allows(key)) part[key] = value;
    }
    return part;
}

/// Whether the actor may hang an incident on the case. A case that is only offered, or was just
/// given away, is there for reading.
bool may_add_to(const access::Actor& actor, const json::Object& child_case) {
    if (!access::may(actor, "read", "case", child_case)) return false;
    const auto share = access::shared_view(actor, child_case).share;
    return share != access::Share::offered && share != access::Share::handover;
}

/// What the incident takes from the case, once for each link.
void take_from_case(const Edit& edit, const json::Object& child_case, json::Object& incident) {
    const auto module_id = json::string_or(child_case, "module_id");
    const auto map = FieldMap::of_module(edit.definitions(), module_id);
    const auto known = known_part(edit, child_case);
    copy_mapped(map, {.child_case = known, .entry = &incident}, incident);
    if (edit.definitions().module(map.map_to) != nullptr) incident["module_id"] = map.map_to;
    const auto owner = json::string_or(child_case, "owned_by");
    if (!owner.empty()) incident["owned_by"] = owner;
    // What was copied is as much in need of protection here.
    if (records::is_protected(child_case)) incident["hidden_name"] = true;
}

/// An incident that a row of the case is about.
struct Row {
    const json::Object& sent;
    const json::Object* shown = nullptr;  // the same row before; null for a new one
};

/// Only what differs is written, so that a row that was merely sent along changes nothing.
bool differs(const Row& row) {
    return row.shown == nullptr || std::ranges::any_of(row.sent, [&](const auto& member) {
               return !records::is_mask(member.value()) &&
                      records::derived::is_changed(*row.shown, row.sent, member.key());
           });
}

Result<Draft*> open_in_scope(Edit& edit, const RecordId& id) {
    AMPARO_TRY(auto* draft, edit.open({.record_type = "incident", .id = id}));
    if (!edit.actor().is_system() && !access::in_scope(edit.actor(), "incident", draft->before))
        return refuse_field(Errc::forbidden, "/incident_details", MessageKey{"errors.forbidden"});
    return draft;
}

Result<> change_incident(Edit& edit, const RecordId& id, const Row& row) {
    AMPARO_TRY(auto* draft, open_in_scope(edit, id));
    for (const auto& [key, value] : row.sent) {
        if (key != "unique_id" && !records::is_mask(value) &&
            records::derived::is_changed(*row.shown, row.sent, key))
            draft->data()[key] = value;
    }
    return {};
}

Result<> add_incident(Edit& edit, const Draft& child_case, const json::Object& row) {
    json::Object data = row;
    data.erase("unique_id");
    if (const auto id = RecordId::parse(json::string_or(row, "unique_id"))) {
        AMPARO_TRY(const auto taken, is_taken(edit, *id));
        if (taken)
            return refuse_field(Errc::invalid, "/incident_details",
                                MessageKey{"errors.links.incident_elsewhere"});
        data["id"] = id->text();
    }
    data["module_id"] = json::string_or(child_case.data(), "module_id");
    data[case_id_key] = child_case.id().text();
    AMPARO_CHECK(edit.add("incident", std::move(data)));
    return {};
}

Result<> unlink_incident(Edit& edit, const RecordId& id) {
    AMPARO_TRY(auto* draft, open_in_scope(edit, id));
    draft->data().erase(case_id_key);
    return {};
}

/// True when an incident was made, changed or unlinked.
Result<bool> spread_rows(Edit& edit, const Draft& child_case, const json::Object& sent) {
    std::map<std::string, const json::Object*, std::less<>> shown;
    for (const auto* row : rows(child_case.shown, details_key))
        shown[json::string_or(*row, "unique_id")] = row;
    bool is_changed = false;
    for (const auto* row : rows(sent, details_key)) {
        const auto found = shown.find(json::string_or(*row, "unique_id"));
        const Row both{.sent = *row, .shown = found == shown.end() ? nullptr : found->second};
        if (both.shown == nullptr) {
            AMPARO_CHECK(add_incident(edit, child_case, *row));
        } else if (differs(both)) {
            AMPARO_TRY(const auto id, RecordId::parse(found->first));
            AMPARO_CHECK(change_incident(edit, id, both));
        }
        is_changed = is_changed || differs(both);
        if (found != shown.end()) shown.erase(found);
    }
    for (const auto& [unique_id, row] : shown) {
        AMPARO_TRY(const auto id, RecordId::parse(unique_id));
        AMPARO_CHECK(unlink_incident(edit, id));
    }
    return is_changed;
}

void reopen(Draft& child_case) {
    const bool was_closed = !child_case.is_new &&
                            json::string_or(child_case.before, "status") == "closed" &&
                            records::derived::is_true(child_case.before, "record_state");
    if (!was_closed) return;
    child_case.data()["status"] = "open";
    child_case.data()["case_status_reopened"] = true;
}

bool is_nested(const json::Value& value) {
    const auto* array = value.if_array();
    return value.is_object() || (array != nullptr && !array->empty() && array->front().is_object());
}

/// What a role that reads the rows of a case may see although it may not read incidents.
std::set<std::string, std::less<>> fields_of_rows(const forms::Definitions& definitions) {
    std::set<std::string, std::less<>> names;
    const auto* field = definitions.field("case", details_key);
    if (field == nullptr || field->subform == nullptr) return names;
    for (const auto& one : field->subform->fields) names.insert(one.name);
    return names;
}

/// Keys of an incident that say nothing of it beside its row in a case.
bool is_housekeeping(std::string_view key) {
    constexpr std::array<std::string_view, 3> keys{"alerts", "flags", records::attachments_key};
    return std::ranges::find(keys, key) != keys.end();
}

json::Object row_of(const records::Look& look, const store::StoredRecord& incident) {
    const auto& viewer = look.viewer();
    const auto readable = look.readable(incident);
    const auto row_fields = fields_of_rows(look.definitions());
    json::Object row;
    for (const auto& [key, value] : incident.data) {
        if (is_nested(value) || is_housekeeping(key)) continue;
        if (!viewer.is_system() && !readable->allows(key) && !row_fields.contains(key)) continue;
        const bool is_masked =
            !viewer.is_system() && records::is_masked(look.definitions(), incident, key);
        row[key] = is_masked ? records::masked(value) : value;
    }
    row["unique_id"] = incident.id.text();
    return row;
}

json::Object give_incidents(const records::Look& look, const store::StoredRecord& child_case) {
    json::Array list;
    for (const auto& id : json::string_list(child_case.data, incidents_key)) {
        const auto incident = look.find("incident", id);
        if (!incident) continue;
        const auto& viewer = look.viewer();
        if (viewer.is_system() || access::in_scope(viewer, "incident", incident->data))
            list.emplace_back(row_of(look, *incident));
    }
    return {{details_key, std::move(list)}};
}

json::Object give_case(const records::Look& look, const store::StoredRecord& incident) {
    const auto id = json::string_or(incident.data, case_id_key);
    const auto child_case = id.empty() ? nullptr : look.find("case", id);
    if (!child_case) return {};
    return {{"case_id_display", json::string_or(child_case->data, "case_id_display")}};
}

constexpr std::array given_to_case{details_key};
constexpr std::array<std::string_view, 1> given_to_incident{"case_id_display"};

}  // namespace

const records::Glance incidents_of_case{"incidents_of_case", "case", "incident", given_to_case,
                                        give_incidents};
const records::Glance case_of_incident{"case_of_incident", "incident", "case", given_to_incident,
                                       give_case};

Result<> spread_incident_details(Edit& edit, Draft& child_case) {
    if (!child_case.data().contains(details_key)) return {};
    json::Object sent{{details_key, std::move(child_case.data()[details_key])}};
    child_case.data().erase(details_key);
    AMPARO_TRY(const auto is_changed, spread_rows(edit, child_case, sent));
    child_case.shown.erase(details_key);
    if (is_changed) reopen(child_case);
    return {};
}

Result<> link_incident(Edit& edit, Draft& incident) {
    const auto before = json::string_or(incident.before, case_id_key);
    const auto now = json::string_or(incident.data(), case_id_key);
    if (before != now) {
        const auto left = RecordId::parse(before);
        if (left) AMPARO_CHECK(forget_incident(edit, *left, incident.id()));
    }
    if (now.empty() || before == now) return {};
    const auto id = RecordId::parse(now);
    if (!id) return no_such_case();
    AMPARO_TRY(const auto* known, case_by_id(edit, *id));
    if (known == nullptr) return no_such_case();
    if (names_id(*known, incidents_key, incident.id().text())) return {};
    AMPARO_TRY(auto* child_case, edit.open({.record_type = "case", .id = *id}));
    // Whoever makes the case in the same step has it in their hands anyway.
    if (!child_case->is_new && !may_add_to(edit.actor(), child_case->before))
        return refuse(Errc::forbidden, "errors.forbidden");
    add_id(child_case->data(), incidents_key, incident.id().text());
    take_from_case(edit, child_case->data(), incident.data());
    if (incident.is_new) tell_owner(edit, child_case->data());
    return {};
}

}  // namespace amparo::casework
