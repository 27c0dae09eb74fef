#include <algorithm>
#include <set>

#include "access/directory.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"
#include "records/difference.hpp"
#include "records/representation.hpp"
#include "records/service.hpp"
#include "records/tasks.hpp"
#include "records/types.hpp"
#include "records/veil.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

// A record with more changes than this is read in full only through the audit tools.
constexpr std::size_t filtered_changes_max = 10'000;

/// The keys a history request wants to see touched; empty means every entry.
std::set<std::string, std::less<>> wanted_keys(const LogRequest& request,
                                               const forms::Definitions& definitions) {
    std::set<std::string, std::less<>> keys(request.field_names.begin(), request.field_names.end());
    for (const auto& form_id : request.form_ids) {
        const auto* form = definitions.form(form_id);
        if (form == nullptr) continue;
        for (const auto& field : form->fields) keys.insert(field.name);
    }
    return keys;
}

bool touches(const store::Change& change, const std::set<std::string, std::less<>>& keys) {
    const auto* changes = json::find_object(change.details, changes_key);
    if (changes == nullptr) return false;
    return std::any_of(changes->begin(), changes->end(),
                       [&](const auto& member) { return keys.contains(member.key()); });
}

json::Value masked_pair(const json::Value& pair) {
    json::Object hidden;
    for (const auto* side : {"from", "to"}) {
        const auto* object = pair.if_object();
        const auto* value = object == nullptr ? nullptr : object->if_contains(side);
        hidden[side] = value == nullptr ? json::Value(nullptr) : masked(*value);
    }
    return hidden;
}

/// A list of files as the wire shows them, without those of fields that are not for the actor.
json::Value readable_files(const json::Value& files, const store::StoredRecord& record,
                           const View& view) {
    const auto* stored = files.if_array();
    if (stored == nullptr) return nullptr;
    json::Array list;
    for (const auto& element : *stored) {
        const auto* file = element.if_object();
        if (file == nullptr) continue;
        const auto field = json::string_or(*file, "field_name");
        if (!view.readable.allows(field) || is_masked(view.definitions, record, field)) continue;
        list.emplace_back(represent_file(view.actor, view.definitions, record, *file));
    }
    return list;
}

json::Value readable_file_change(const json::Value& pair, const store::StoredRecord& record,
                                 const View& view) {
    const auto& sides = pair.get_object();
    return json::Object{{"from", readable_files(sides.at("from"), record, view)},
                        {"to", readable_files(sides.at("to"), record, view)}};
}

/// The change without rows of subforms that are not for the actor.
json::Value rows_for(const access::Actor& actor, const store::StoredRecord& record,
                     std::string_view key, const json::Value& pair) {
    const auto* sides = pair.if_object();
    if (sides == nullptr) return pair;
    json::Object shown;
    for (const auto& [side, value] : *sides) {
        const auto* rows = value.if_array();
        if (rows == nullptr) {
            shown[side] = value;
            continue;
        }
        json::Array kept;
        for (const auto& row : *rows) {
            if (is_row_for(actor, record, key, row)) kept.push_back(row);
        }
        shown[side] = std::move(kept);
    }
    return shown;
}

/// Lists of ids that links keep are no fields of any form: whoever reads what a link shows may
/// know when it was made. They name records, and nothing of what is in those.
bool may_see_change(const View& view, std::string_view key) {
    if (key == "incidents") return view.readable.allows("incident_details");
    if (key == "case_relationships") return view.actor.can("case", "view_case_relationships");
    if (key == "match_decisions") return view.actor.can("potential_match", "read");
    if (key == "duplicate_decisions") return view.actor.can("duplicate", "read");
    return key == "matched_traces" || key == attachments_key || view.readable.allows(key);
}

/// One-key objects for what the actor may read; what a protected record masks is masked, here and
/// where others tell of it.
json::Array readable_changes(const store::Change& change, const store::StoredRecord& record,
                             const View& view, const Covers& covers) {
    json::Array list;
    const auto* changes = json::find_object(change.details, changes_key);
    if (changes == nullptr) return list;
    for (const auto& [key, pair] : *changes) {
        const bool is_upload_list = key == attachments_key;
        if (!may_see_change(view, key)) continue;
        json::Object entry;
        if (is_upload_list)
            entry[key] = readable_file_change(pair, record, view);
        else if (is_masked(view.definitions, record, key))
            entry[key] = masked_pair(pair);
        else
            entry[key] =
                covers.cover(change.sequence, key, rows_for(view.actor, record, key, pair));
        list.emplace_back(std::move(entry));
    }
    return list;
}

/// Whom a task was given to: the new row says so, or the row that went, when it came back.
std::string given_to(const store::Change& change) {
    const auto* changes = json::find_object(change.details, changes_key);
    const auto* pair = changes == nullptr ? nullptr : json::find_object(*changes, given_tasks_key);
    if (pair == nullptr) return "";
    const auto rows = [&](std::string_view side) {
        const auto* value = pair->if_contains(side);
        const auto* list = value == nullptr ? nullptr : value->if_array();
        return list == nullptr ? json::Array{} : *list;
    };
    const auto before = rows("from");
    const auto after = rows("to");
    const auto is_in = [](const json::Array& list, const json::Value& row) {
        return std::ranges::find(list, row) != list.end();
    };
    for (const auto& row : after)
        if (row.is_object() && !is_in(before, row)) return json::string_or(row.get_object(), "to");
    for (const auto& row : before)
        if (row.is_object() && !is_in(after, row)) return json::string_or(row.get_object(), "from");
    return "";
}

json::Object history_entry(const store::Change& change, const store::StoredRecord& record,
                           const View& view, const Covers& covers) {
    const auto at = std::chrono::floor<std::chrono::seconds>(change.at);
    json::Object entry;
    entry["record_id"] = record.id.text();
    entry["record_type"] = segment_of(record.type);
    entry["datetime"] = format_instant(at);
    entry["user_name"] = change.actor;
    entry["action"] = change.action;
    if (change.action == step_task_given) entry["given_to"] = json::text_or_null(given_to(change));
    entry["record_changes"] = readable_changes(change, record, view, covers);
    return entry;
}

template <class Items>
void keep_page(Items& items, const LogRequest& request) {
    const auto begin = std::min(items.size(), (request.page - 1) * request.per);
    const auto end = std::min(items.size(), begin + request.per);
    Items page(std::make_move_iterator(items.begin() + static_cast<std::ptrdiff_t>(begin)),
               std::make_move_iterator(items.begin() + static_cast<std::ptrdiff_t>(end)));
    items = std::move(page);
}

struct ChangePage {
    std::vector<store::Change> changes;
    std::size_t total = 0;
};

/// The changes of some keys. Of what the actor may not see, nobody tells them when it changed.
Result<ChangePage> changes_page(store::Database& database, const LogRequest& request,
                                const View& view) {
    auto keys = wanted_keys(request, view.definitions);
    const bool is_whole = keys.empty();
    std::erase_if(keys, [&](const auto& key) { return !may_see_change(view, key); });
    return database.read([&](store::Snapshot& snapshot) -> Result<ChangePage> {
        const auto id = request.id.text();
        ChangePage page;
        if (is_whole) {
            AMPARO_TRY(page.total, store::count_changes_of(snapshot, id));
            AMPARO_TRY(
                page.changes,
                store::changes_of(snapshot, id, (request.page - 1) * request.per, request.per));
            for (auto& change : page.changes) expand_creation(change.details);
            return page;
        }
        AMPARO_TRY(page.changes, store::changes_of(snapshot, id, 0, filtered_changes_max));
        for (auto& change : page.changes) expand_creation(change.details);
        std::erase_if(page.changes, [&](const auto& change) { return !touches(change, keys); });
        page.total = page.changes.size();
        keep_page(page.changes, request);
        return page;
    });
}

/// By the role that the person has now, in each language it is named in.
void add_role_name(json::Object& out, const store::AuditEntry& entry,
                   const access::Directory& directory) {
    const auto user = directory.user(entry.user_name);
    const auto role = user ? directory.role(user->role) : nullptr;
    out["role_name"] = role ? role->name : json::string_or(entry.details, "role");
    const auto* names =
        role ? json::find_object(role->attributes, access::role_names_key) : nullptr;
    if (names != nullptr) out["role_name_i18n"] = *names;
}

json::Object access_entry(const store::AuditEntry& entry, const access::Directory& directory) {
    const auto user = directory.user(entry.user_name);
    json::Object out;
    out["id"] = entry.id;
    out["timestamp"] = format_instant(entry.at);
    out["action"] = entry.action;
    out["record_type"] = entry.record_type;
    out["record_id"] = entry.record_id;
    out["user_name"] = entry.user_name;
    out["full_name"] = user ? json::Value(user->full_name) : json::Value(nullptr);
    add_role_name(out, entry, directory);
    return out;
}

struct AccessPage {
    std::vector<store::AuditEntry> entries;
    std::size_t total = 0;
};

/// Several users at once are picked from what the log says of the record.
Result<AccessPage> access_page(store::AuditLog& audit, const RecordId& id,
                               const LogRequest& request) {
    store::AuditQuery query;
    query.record_id = id.text();
    query.actions = request.actions;
    query.from = request.from;
    query.to = request.to;
    AccessPage page;
    const bool many_users = request.user_names.size() > 1;
    if (!many_users) {
        if (!request.user_names.empty()) query.user_name = request.user_names.front();
        query.offset = (request.page - 1) * request.per;
        query.count = request.per;
        AMPARO_TRY(page.total, audit.count(query));
        AMPARO_TRY(page.entries, audit.list(query));
        return page;
    }
    query.count = filtered_changes_max;
    AMPARO_TRY(page.entries, audit.list(query));
    std::erase_if(page.entries, [&](const auto& entry) {
        return std::find(request.user_names.begin(), request.user_names.end(), entry.user_name) ==
               request.user_names.end();
    });
    page.total = page.entries.size();
    keep_page(page.entries, request);
    return page;
}

/// The record that is asked about; both rights on the type come before the look-up (records.md
/// F24).
Result<store::StoredRecord> log_subject(const Service& records, const access::Actor& actor,
                                        const LogRequest& request, std::string_view right) {
    if (!actor.can(request.record_type, right)) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(auto record, records.read_for(actor, request.record_type, request.id, "read"));
    if (!may_touch(records.dependencies(), actor, right, record))
        return refuse(Errc::forbidden, "errors.forbidden");
    return record;
}

}  // namespace

Result<ListAnswer> Service::history(const access::Actor& actor, const LogRequest& request) const {
    AMPARO_TRY(const auto record, log_subject(*this, actor, request, "change_log"));
    const auto definitions = dependencies_.definitions();
    const auto readable = readable_of(dependencies_, actor, definitions, record);
    const View view{
        .actor = actor, .definitions = *definitions, .readable = *readable, .fields = {}};
    AMPARO_TRY(const auto page, changes_page(*dependencies_.database, request, view));
    ListAnswer answer{.data = {}, .total = page.total, .per = request.per, .page = request.page};
    const Look look(dependencies_, actor, definitions);
    AMPARO_TRY(const auto covers, Covers::over(look, dependencies_, record, page.changes));
    for (const auto& change : page.changes)
        answer.data.emplace_back(history_entry(change, record, view, covers));
    return answer;
}

Result<ListAnswer> Service::access_log(const access::Actor& actor,
                                       const LogRequest& request) const {
    AMPARO_TRY(const auto record, log_subject(*this, actor, request, "access_log"));
    dependencies_.audit->flush();
    AMPARO_TRY(const auto page, access_page(*dependencies_.audit, record.id, request));
    const auto directory = dependencies_.directory();
    ListAnswer answer{.data = {}, .total = page.total, .per = request.per, .page = request.page};
    for (const auto& entry : page.entries)
        answer.data.emplace_back(access_entry(entry, *directory));
    return answer;
}

}  // namespace amparo::records
