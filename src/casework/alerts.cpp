#include "casework/alerts.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "base/json.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"
#include "records/put_off.hpp"

namespace amparo::casework {
namespace {

using records::derived::rows;

AlertTest with_id(std::string_view unique_id) {
    return [id = std::string(unique_id)](const json::Object& alert) {
        return json::string_or(alert, "unique_id") == id;
    };
}

constexpr std::string_view changed_by_key = "changed_by";    // user names, newest last
constexpr std::string_view field_names_key = "field_names";  // answers that changed, newest last

/// When the alert comes back for the actor; null unless they have put it off.
json::Value snoozed_until(const json::Object& alert, const access::Actor& actor, Day today) {
    const auto day = records::put_off_until(alert, actor.name().text(), today);
    return day ? json::Value(format_day(*day)) : json::Value(nullptr);
}

/// The record's owner, and the one whom the alert concerns.
bool may_put_off(const access::Actor& actor, const json::Object& data, const json::Object& alert) {
    const auto& me = actor.name().text();
    return json::string_or(data, "owned_by") == me || json::string_or(alert, "user_id") == me;
}

/// What the wire shows of an alert: of what changed, only the keys that are for the reader. Whom
/// it concerns and who has seen it are not told.
json::Object to_wire(const json::Object& alert, const access::Actor& actor,
                     const access::FieldMask& readable) {
    json::Object shown;
    for (const auto* key : {"alert_for", "type", "date", "form_unique_id", "unique_id"}) {
        const auto* value = alert.if_contains(key);
        shown[key] = value == nullptr ? json::Value(nullptr) : *value;
    }
    json::Array people;
    // Whoever was identified by others is told of nobody who works on their record.
    if (actor.role().scope != access::ScopeKind::identified)
        for (const auto& name : json::string_list(alert, changed_by_key)) people.emplace_back(name);
    json::Array fields;
    for (const auto& name : json::string_list(alert, field_names_key))
        if (readable.allows(name)) fields.emplace_back(name);
    shown[changed_by_key] = std::move(people);
    shown[field_names_key] = std::move(fields);
    return shown;
}

/// Steps between people who both know of the record. What follows from another record does not say
/// who worked there.
bool tells_who(const Alert& alert) {
    constexpr std::array kinds{"field_change", "new_form",         "approval", "transfer",
                               "referral",     "transfer_request", "assigned"};
    return std::ranges::find(kinds, alert.alert_for) != kinds.end();
}

/// Who did it; nobody when the system did.
json::Array author_of(const records::Edit& edit, const Alert& alert) {
    json::Array people;
    if (tells_who(alert) && !edit.actor().is_system())
        people.emplace_back(edit.actor().name().text());
    return people;
}

index::Filter any_of(std::string column, std::vector<std::string> values) {
    return index::Filter{index::AnyOf{std::move(column), std::move(values)}};
}

/// The records whose alerts count for the actor (records.md §16): for a scope that reaches only
/// oneself, owned cases and those shared with the actor, and owned records of other types.
index::Filter counted(const access::Actor& actor, std::string_view record_type) {
    const auto scope = access::scope_of(actor, record_type, access::Reach::own);
    const auto name = actor.name().text();
    if (scope.kind == access::Scope::Kind::all) return index::Filter{index::All{}};
    if (scope.kind == access::Scope::Kind::none) return index::Filter{index::None{}};
    if (scope.field != "associated_user_names") return any_of(scope.field, scope.values);
    if (record_type != "case") return any_of("owned_by", {name});
    index::Filters parts;
    for (const auto* column : {"owned_by", "referred_users", "transferred_to_users"})
        parts.push_back(any_of(column, {name}));
    return index::Filter{index::Or{std::move(parts)}};
}

/// Null when the record has none of that id.
json::Object* find_alert(json::Object& data, std::string_view unique_id) {
    auto* stored = data.if_contains(alerts_key);
    if (stored == nullptr || !stored->is_array()) return nullptr;
    const auto is_it = with_id(unique_id);
    for (auto& element : stored->get_array()) {
        auto* alert = element.if_object();
        if (alert != nullptr && is_it(*alert)) return alert;
    }
    return nullptr;
}

using Change = std::function<Result<>(json::Object& data)>;

/// A change of the alerts alone: it does not look like an edit of the record.
Result<> change_alerts(const access::Actor& actor, records::Service& records,
                       const records::Opening& opening, const Change& change) {
    AMPARO_CHECK(records.edit(actor, [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open(opening));
        return change(draft->data());
    }));
    return {};
}

}  // namespace

std::string add_alert(const records::Edit& edit, json::Object& data, const Alert& alert) {
    auto unique_id = Uuid::random(edit.random()).text();
    auto& stored = data[alerts_key];
    if (!stored.is_array()) stored = json::Array();
    stored.get_array().emplace_back(
        json::Object{{"unique_id", unique_id},
                     {"alert_for", alert.alert_for},
                     {"type", alert.type},
                     {"date", format_day(edit.today())},
                     {"form_unique_id", json::text_or_null(alert.form_unique_id)},
                     {"user_id", json::text_or_null(alert.user_id)},
                     {changed_by_key, author_of(edit, alert)}});
    return unique_id;
}

bool has_alert(const json::Object& data, const AlertTest& matches) {
    return std::ranges::any_of(rows(data, alerts_key),
                               [&](const auto* alert) { return matches(*alert); });
}

std::size_t remove_alerts(json::Object& data, const AlertTest& matches) {
    auto* stored = data.if_contains(alerts_key);
    if (stored == nullptr || !stored->is_array()) return 0;
    json::Array kept;
    std::size_t removed = 0;
    for (auto& alert : stored->get_array()) {
        if (alert.is_object() && matches(alert.get_object()))
            ++removed;
        else
            kept.push_back(std::move(alert));
    }
    *stored = std::move(kept);
    return removed;
}

AlertTest alerts_of(std::string alert_for, std::string type, std::string user_id) {
    return [alert_for = std::move(alert_for), type = std::move(type),
            user_id = std::move(user_id)](const json::Object& alert) {
        if (json::string_or(alert, "alert_for") != alert_for) return false;
        if (!type.empty() && json::string_or(alert, "type") != type) return false;
        return user_id.empty() || json::string_or(alert, "user_id") == user_id;
    };
}

Result<json::Array> list_alerts(const access::Actor& actor, const records::Service& records,
                                const RecordKey& key) {
    AMPARO_TRY(const auto record, records.read_for(actor, key.record_type, key.id, "read"));
    const auto& on = records.dependencies();
    const auto today = day_in_zone(on.clock->now(), on.definitions()->time_zone());
    const auto readable = records::readable_of(on, actor, on.definitions(), record);
    json::Array list;
    for (const auto* alert : rows(record.data, alerts_key)) {
        auto shown = to_wire(*alert, actor, *readable);
        shown["snoozed_until"] = snoozed_until(*alert, actor, today);
        shown["can_snooze"] = may_put_off(actor, record.data, *alert);
        list.emplace_back(std::move(shown));
    }
    return list;
}

Result<> dismiss_alert(const access::Actor& actor, records::Service& records,
                       const RecordKey& record, std::string_view unique_id) {
    const records::Opening opening{.record_type = record.record_type,
                                   .id = record.id,
                                   .right = "remove_alert",
                                   .stamp = records::Stamp::by_system};
    return change_alerts(actor, records, opening, [&](json::Object& data) -> Result<> {
        if (remove_alerts(data, with_id(unique_id)) == 0)
            return refuse(Errc::not_found, "errors.not_found");
        return {};
    });
}

Result<> read_alert(const access::Actor& actor, records::Service& records, const RecordKey& record,
                    std::string_view unique_id) {
    const records::Opening opening{.record_type = record.record_type,
                                   .id = record.id,
                                   .right = "read",
                                   .stamp = records::Stamp::by_system};
    return change_alerts(actor, records, opening, [&](json::Object& data) -> Result<> {
        auto* alert = find_alert(data, unique_id);
        if (alert == nullptr) return refuse(Errc::not_found, "errors.not_found");
        auto& readers = (*alert)["read_by"];
        if (!readers.is_array()) readers = json::Array();
        records::derived::append_distinct(readers.get_array(), json::Value(actor.name().text()));
        return {};
    });
}

Result<> snooze_alert(const access::Actor& actor, records::Service& records,
                      const RecordKey& record, const AlertSnooze& snooze) {
    const records::Opening opening{.record_type = record.record_type,
                                   .id = record.id,
                                   .right = "read",
                                   .stamp = records::Stamp::by_system};
    return change_alerts(actor, records, opening, [&](json::Object& data) -> Result<> {
        auto* alert = find_alert(data, snooze.unique_id);
        if (alert == nullptr) return refuse(Errc::not_found, "errors.not_found");
        if (!may_put_off(actor, data, *alert)) return refuse_forbidden();
        const auto& me = actor.name().text();
        auto& put_off = (*alert)[records::put_off_key];
        if (!put_off.is_object()) put_off = json::Object();
        if (snooze.until)
            put_off.get_object()[me] = format_day(*snooze.until);
        else
            put_off.get_object().erase(me);
        return {};
    });
}

Result<json::Object> count_alerts(const access::Actor& actor, const records::Service& records) {
    json::Object counts;
    const auto& on = records.dependencies();
    const auto today = day_in_zone(on.clock->now(), on.definitions()->time_zone());
    for (const auto* type : {"case", "incident", "tracing_request"}) {
        index::Filters parts;
        parts.push_back(counted(actor, type));
        parts.push_back(any_of("record_state", {"true"}));
        parts.push_back(any_of("status", {"open"}));
        parts.push_back(index::Filter{index::Present{"current_alert_types"}});
        parts.push_back(index::Filter{index::Not{
            std::make_unique<index::Filter>(records::all_put_off(actor.name().text(), today))}});
        AMPARO_TRY(const auto count,
                   on.index->count(type, index::Filter{index::And{std::move(parts)}}));
        counts[type] = count;
    }
    return counts;
}

}  // namespace amparo::casework
