#include "records/change_feed.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "records/record_cache.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

constexpr std::size_t block = 1000;           // links of the log read at once
constexpr std::size_t examined_max = 20'000;  // in one answer
constexpr std::size_t history_max = 10'000;   // changes of one record since the cursor

/// The scope that a cursor belongs to: another role or other groups see other removals.
std::string scope_mark(const access::Actor& actor, std::string_view record_type) {
    auto scope = access::scope_of(actor, record_type, access::Reach::own);
    std::ranges::sort(scope.values);
    std::string named = std::to_string(static_cast<int>(scope.kind)) + "|" + scope.field;
    for (const auto& value : scope.values) named += "|" + value;
    named += "|" + std::string(record_type) + "|" + actor.user().role.text();
    constexpr std::size_t digits = 16;
    return crypto::hex(crypto::sha256(named)).substr(0, digits);
}

std::string write_cursor(store::Sequence sequence, const std::string& mark) {
    return crypto::base64_url(std::to_string(sequence) + "." + mark);
}

std::optional<store::Sequence> read_cursor(std::string text, const std::string& mark) {
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    const auto decoded = crypto::from_base64(text);
    const auto dot = decoded ? decoded->find('.') : std::string::npos;
    if (dot == std::string::npos || decoded->substr(dot + 1) != mark) return std::nullopt;
    store::Sequence sequence = 0;
    const auto read = std::from_chars(decoded->data(), decoded->data() + dot, sequence);
    if (read.ec != std::errc() || read.ptr != decoded->data() + dot) return std::nullopt;
    return sequence;
}

std::string value_of(const ListRequest& request, std::string_view name) {
    const auto found = std::ranges::find(request.parameters, name, &Parameters::value_type::first);
    return found == request.parameters.end() ? std::string() : text::trim(found->second);
}

std::size_t per_of(const ListRequest& request) {
    const auto text = value_of(request, "per");
    std::size_t per = limits::page_size_default;
    std::from_chars(text.data(), text.data() + text.size(), per);
    return std::clamp<std::size_t>(per, 1, limits::page_size_max);
}

/// The records that a part of the log is about, each once, in the order of its last change.
struct Window {
    std::vector<std::string> ids;
    store::Sequence end = 0;  // everything up to here has been looked at
};

Window changed_in(store::Database& database, const ListRequest& request, store::Sequence after) {
    const auto up_to = database.followed_to();
    const auto per = per_of(request);
    std::unordered_map<std::string, store::Sequence> last;
    Window window{.ids = {}, .end = after};
    database.read([&](store::Snapshot& snapshot) {
        for (std::size_t examined = 0; examined < examined_max;) {
            const auto marks = store::change_marks(
                snapshot, {.after = window.end, .up_to = up_to, .count = block});
            for (const auto& mark : marks) {
                const bool counts = mark.writes_record && mark.subject == request.record_type;
                if (counts && last.size() == per && !last.contains(mark.subject_id)) return true;
                if (counts) last[mark.subject_id] = mark.sequence;
                window.end = mark.sequence;
            }
            examined += marks.size();
            if (marks.size() < block) break;
        }
        return true;
    });
    for (const auto& [id, sequence] : last) window.ids.push_back(id);
    std::ranges::sort(window.ids, {}, [&](const auto& id) { return last.at(id); });
    return window;
}

/// Those of the ids that the request's filters and the actor's scope let through.
Result<std::unordered_set<std::string>> listed(const Service& records, const access::Actor& actor,
                                               const ListRequest& request,
                                               const std::vector<std::string>& ids) {
    ListRequest asked{
        .record_type = request.record_type, .parameters = {}, .handling = request.handling};
    for (const auto& [name, value] : request.parameters) {
        if (name == "id" || name.starts_with("id[")) {
            return refuse_field(Errc::invalid, "id", MessageKey{"errors.filters.value"});
        }
        asked.parameters.emplace_back(name, value);
    }
    // A list of none would ask for all.
    if (ids.empty()) asked.parameters.emplace_back("id[0]", RecordId().text());
    for (std::size_t at = 0; at < ids.size(); ++at) {
        asked.parameters.emplace_back("id[" + std::to_string(at) + "]", ids[at]);
    }
    AMPARO_TRY(const auto page, records.select(actor, asked, limits::page_size_max));
    std::unordered_set<std::string> found;
    for (const auto& id : page.ids) found.insert(id.text());
    return found;
}

/// Whether a value of the field, as a change tells it, lay in the scope.
bool is_met(const access::Scope& scope, const json::Value& value) {
    const auto holds = [&](const json::Value& one) {
        const auto* text = one.if_string();
        return text != nullptr &&
               std::ranges::find(scope.values, std::string_view(*text)) != scope.values.end();
    };
    const auto* list = value.if_array();
    return list == nullptr ? holds(value) : std::ranges::any_of(*list, holds);
}

/// Whether the record was in the scope at the cursor: what its scope's field was changed from
/// first since then; as it is now when it was not changed.
Result<bool> was_in_scope(store::Snapshot& snapshot, const access::Scope& scope,
                          const store::StoredRecord& record, store::Sequence cursor) {
    if (scope.kind == access::Scope::Kind::all) return true;
    AMPARO_TRY(const auto changes, store::changes_of(snapshot, record.id.text(), 0, history_max));
    const auto* now = record.data.if_contains(scope.field);
    bool was = now != nullptr && is_met(scope, *now);
    for (const auto& change : changes) {  // the newest first
        if (change.sequence <= cursor) break;
        if (change.blanked) was = true;  // nobody knows any more: rather say it once too often
        const auto* fields = json::find_object(change.details, "record_changes");
        const auto* field = fields == nullptr ? nullptr : json::find_object(*fields, scope.field);
        const auto* from = field == nullptr ? nullptr : field->if_contains("from");
        if (field != nullptr) was = from != nullptr && is_met(scope, *from);
        if (change.action == "create") was = false;
    }
    return was;
}

}  // namespace

std::string change_cursor(const Service& records, const access::Actor& actor,
                          std::string_view record_type) {
    return write_cursor(records.dependencies().database->followed_to(),
                        scope_mark(actor, record_type));
}

Result<ChangeAnswer> changed_since(const Service& records, const access::Actor& actor,
                                   const ListRequest& request) {
    const auto& on = records.dependencies();
    const auto mark = scope_mark(actor, request.record_type);
    const auto cursor = read_cursor(value_of(request, "changed_since"), mark);
    const auto window = cursor ? changed_in(*on.database, request, *cursor) : Window{};
    // Asked first, so that who may not list learns nothing of cursors.
    AMPARO_TRY(const auto shown, listed(records, actor, request, window.ids));
    if (!cursor)
        return refuse_field(Errc::invalid, "changed_since", MessageKey{"errors.filters.cursor"});
    ChangeAnswer answer{.data = {},
                        .removed = {},
                        .cursor = write_cursor(window.end, mark),
                        .per = per_of(request),
                        .has_more = window.end < on.database->followed_to()};
    const auto scope = access::scope_of(actor, request.record_type, access::Reach::own);
    const auto fields = value_of(request, "fields");
    for (const auto& text : window.ids) {
        AMPARO_TRY(const auto id, RecordId::parse(text));
        AMPARO_TRY(const auto record, on.cache->find(*on.database, id));
        if (!record) continue;
        if (shown.contains(text) && !record->deleted) {
            answer.data.emplace_back(records.show(actor, *record, fields));
            continue;
        }
        if (!record->deleted && access::in_scope(actor, request.record_type, record->data))
            continue;
        AMPARO_TRY(const auto left, on.database->read([&](store::Snapshot& snapshot) {
            return was_in_scope(snapshot, scope, *record, *cursor);
        }));
        if (left) answer.removed.emplace_back(text);
    }
    return answer;
}

}  // namespace amparo::records
