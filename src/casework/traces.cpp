#include "casework/traces.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "casework/link_list.hpp"
#include "casework/match_questions.hpp"
#include "casework/tracing_eligibility.hpp"
#include "records/derived/values.hpp"
#include "records/look.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;
using records::derived::is_true;
using records::derived::rows;

// Of a trace: its case, where its search stands, and where it stood before it was linked.
constexpr const char* match_key = "matched_case_id";
constexpr const char* status_key = "tracing_request_status";
constexpr const char* status_before_key = "status_before_match";
constexpr const char* status_before_reunion_key = "status_before_reunification";
// Of a case: the tracing request it was linked with last.
constexpr const char* request_key = "matched_tracing_request_id";

std::unexpected<Error> no_such_trace() {
    return refuse(Errc::not_found, "errors.not_found");
}

std::unexpected<Error> no_such_case() {
    return refuse_field(Errc::invalid, "/data/matched_case_id", MessageKey{"errors.links.no_case"});
}

/// trace → case, for the traces that are matched.
std::map<std::string, std::string> matches_of(const json::Object& tracing_request) {
    std::map<std::string, std::string> matches;
    for (const auto* row : rows(tracing_request, traces_section)) {
        const auto case_id = json::string_or(*row, match_key);
        if (!case_id.empty()) matches.emplace(json::string_or(*row, "unique_id"), case_id);
    }
    return matches;
}

/// A trace and the case it is, or was, linked with.
struct Link {
    const std::string& trace;
    const std::string& case_id;
};

/// Whoever links, by whatever call or form: they must be allowed to see the case, and the child's
/// side must want to be found (matching.md §§9.1, 10.2).
Result<const json::Object*> case_to_link(Edit& edit, const std::string& case_id) {
    const auto id = RecordId::parse(case_id);
    if (!id) return no_such_case();
    const auto known = edit.look_at("case", *id);
    if (!known && known.error().code == Errc::not_found) return no_such_case();
    if (!known) return std::unexpected(known.error());
    const auto refused = [](const char* why) {
        return refuse_field(Errc::invalid, match_key, MessageKey{why});
    };
    if (!may_see_as_match(edit.actor(), **known)) return refuse_forbidden();
    if (!is_true(**known, "record_state")) return refused("errors.record_disabled");
    if (!is_true(**known, "consent_for_tracing"))
        return refused("errors.matches.no_tracing_consent");
    if (!may_be_traced(**known)) return refused("errors.matches.not_sought");
    return *known;
}

Result<Draft*> open_case(Edit& edit, const std::string& case_id) {
    return edit.open(
        {.record_type = "case", .id = *RecordId::parse(case_id), .cause = "match_trace"});
}

Result<> link(Edit& edit, Draft& tracing_request, const Link& link) {
    AMPARO_TRY(const auto* known, case_to_link(edit, link.case_id));
    if (names_id(*known, matched_traces_key, link.trace)) return {};
    AMPARO_CHECK(settle_questions_of_trace(edit, tracing_request.data(), link.trace));
    AMPARO_TRY(auto* child_case, open_case(edit, link.case_id));
    add_id(child_case->data(), matched_traces_key, link.trace);
    child_case->data()[request_key] = tracing_request.id().text();
    auto* row = row_to_change(tracing_request.data(), traces_section, link.trace);
    const auto status = json::string_or(*row, status_key, "open");
    if (status != "open" && status != "tracing_in_progress") return {};
    (*row)[status_before_key] = status;
    (*row)[status_key] = "verified";
    return {};
}

/// Takes back what the link set, as far as nobody changed it since.
Result<> release(Edit& edit, Draft& tracing_request, const Link& link) {
    if (auto* row = row_to_change(tracing_request.data(), traces_section, link.trace)) {
        const auto status = json::string_or(*row, status_before_key);
        if (!status.empty() && json::string_or(*row, status_key) == "verified")
            (*row)[status_key] = status;
        row->erase(status_before_key);
        row->erase(status_before_reunion_key);
    }
    const auto id = RecordId::parse(link.case_id);
    if (!id) return {};
    const auto known = edit.look_at("case", *id);
    if (!known && known.error().code == Errc::not_found) return {};
    if (!known) return std::unexpected(known.error());
    if (!names_id(**known, matched_traces_key, link.trace)) return {};
    AMPARO_TRY(auto* child_case, open_case(edit, link.case_id));
    remove_id(child_case->data(), matched_traces_key, link.trace);
    if (json::string_or(child_case->data(), request_key) == tracing_request.id().text())
        child_case->data()[request_key] = nullptr;
    return {};
}

/// Whether both cases agree already that the trace went from the one to the other: they were
/// merged, or parted again, in this same step. No form can say so.
Result<bool> has_moved(Edit& edit, const std::string& trace, const std::string& from,
                       const std::string& to) {
    const auto names = [&](const std::string& case_id) -> Result<bool> {
        const auto id = RecordId::parse(case_id);
        if (!id) return false;
        const auto known = edit.look_at("case", *id);
        if (!known && known.error().code == Errc::not_found) return false;
        if (!known) return std::unexpected(known.error());
        return names_id(**known, matched_traces_key, trace);
    };
    AMPARO_TRY(const auto still, names(from));
    AMPARO_TRY(const auto already, names(to));
    return already && !still;
}

/// The days on which a child came back to a family.
std::set<std::string> reunifications_of(const json::Object& child_case) {
    std::set<std::string> days;
    for (const auto* row : rows(child_case, "reunification_details_section")) {
        auto day = json::string_or(*row, "date_reunification");
        if (!day.empty()) days.insert(std::move(day));
    }
    return days;
}

/// A trace whose child is with the family; closed ones stay closed.
void reunify(json::Object& trace) {
    auto status = json::string_or(trace, status_key, "open");
    if (status == "reunified" || status == "closed") return;
    trace[status_before_reunion_key] = std::move(status);
    trace[status_key] = "reunified";
}

/// The reunification was recorded by mistake.
void take_reunion_back(json::Object& trace) {
    const auto status = json::string_or(trace, status_before_reunion_key);
    if (!status.empty() && json::string_or(trace, status_key) == "reunified")
        trace[status_key] = status;
    trace.erase(status_before_reunion_key);
}

/// What every reader of either side may know of a match.
json::Object ids_of(const store::StoredRecord& tracing_request, const json::Object& row) {
    return {{"id", json::value_or_null(row, "unique_id")},
            {"tracing_request_id", tracing_request.id.text()},
            {match_key, json::value_or_null(row, match_key)}};
}

json::Object to_wire(const store::StoredRecord& tracing_request, const json::Object& row) {
    auto trace = ids_of(tracing_request, row);
    trace["inquirer_id"] = json::value_or_null(tracing_request.data, "tracing_request_id");
    for (const auto* key : {"inquiry_date", "relation_name"})
        trace[key] = json::value_or_null(tracing_request.data, key);
    for (const auto* key : {"name", "age", "sex", "relation"})
        trace[key] = json::value_or_null(row, key);
    return trace;
}

/// A form says nothing of links: whatever it sends, or has known from before, each trace stays
/// linked as it is stored. Links are decided on, by two people where the house wants it, and taken
/// back with a reason (matching.md §10.2). Who adds records for the system may bring links along.
Result<> keep_links(const Edit& edit, Draft& tracing_request) {
    if (!tracing_request.is_form_save || edit.actor().is_system()) return {};
    for (const auto& [trace, case_id] : matches_of(tracing_request.before)) {
        if (find_row(tracing_request.data(), traces_section, trace) == nullptr)
            return refuse_field(Errc::invalid, std::string(traces_section),
                                MessageKey{"errors.matches.unlink_first"});
    }
    auto* sent = tracing_request.data().if_contains(traces_section);
    if (sent == nullptr || !sent->is_array()) return {};
    for (auto& value : sent->as_array()) {
        auto* row = value.if_object();
        if (row == nullptr) continue;
        const auto* stored =
            find_row(tracing_request.before, traces_section, json::string_or(*row, "unique_id"));
        for (const auto* key : {match_key, status_before_key, status_before_reunion_key}) {
            const auto* kept = stored == nullptr ? nullptr : stored->if_contains(key);
            if (kept != nullptr)
                (*row)[key] = *kept;
            else
                row->erase(key);
        }
    }
    return {};
}

/// A trace is of one request for ever: with the id of another one's nobody writes over it, or
/// speaks for it (matching.md §1.5 M12).
Result<> refuse_foreign_traces(const Edit& edit, const Draft& tracing_request) {
    std::vector<std::string> added;
    for (const auto* row : rows(tracing_request.data(), traces_section)) {
        const auto trace = json::string_or(*row, "unique_id");
        const bool is_known = find_row(tracing_request.before, traces_section, trace) != nullptr;
        if (!trace.empty() && !is_known) added.push_back(trace);
    }
    if (added.empty()) return {};
    AMPARO_TRY(const auto others,
               edit.matching("tracing_request", index::Filter{index::AnyOf{"trace_ids", added}}));
    for (const auto& other : others) {
        if (other != tracing_request.id())
            return refuse(Errc::conflict, "errors.matches.foreign_trace");
    }
    return {};
}

}  // namespace

bool may_see_as_match(const access::Actor& actor, const json::Object& child_case) {
    if (actor.is_system() || access::may(actor, "read", "case", child_case)) return true;
    return actor.can("potential_match", "read") &&
           actor.role().has_module(json::string_or(child_case, "module_id")) &&
           may_be_traced(child_case);
}

Result<RecordId> request_of(const records::Service& records, const Uuid& trace) {
    index::Query query;
    query.filter = index::Filter{index::AnyOf{"trace_ids", {trace.text()}}};
    query.sort = {.column = "created_at", .descending = false};
    query.count = 1;
    AMPARO_TRY(const auto page, records.dependencies().index->find("tracing_request", query));
    if (page.ids.empty()) return no_such_trace();
    return page.ids.front();
}

Result<> link_traces(Edit& edit, Draft& tracing_request) {
    AMPARO_CHECK(refuse_foreign_traces(edit, tracing_request));
    AMPARO_CHECK(keep_links(edit, tracing_request));
    const auto before = matches_of(tracing_request.before);
    const auto now = matches_of(tracing_request.data());
    for (const auto& [trace, case_id] : before) {
        const auto kept = now.find(trace);
        if (kept == now.end()) AMPARO_CHECK(release(edit, tracing_request, {trace, case_id}));
        if (kept == now.end() || kept->second == case_id) continue;
        // Somebody else's find is not written over: it is taken back first, and seen to be.
        AMPARO_TRY(const auto is_moved, has_moved(edit, trace, case_id, kept->second));
        if (!is_moved) return refuse(Errc::conflict, "errors.matches.linked_elsewhere");
    }
    for (const auto& [trace, case_id] : now) {
        if (!before.contains(trace)) AMPARO_CHECK(link(edit, tracing_request, {trace, case_id}));
    }
    return {};
}

Result<> reunify_traces(Edit& edit, Draft& child_case) {
    const auto before = reunifications_of(child_case.before);
    const auto now = reunifications_of(child_case.data());
    const bool is_reunified = !std::ranges::includes(before, now);
    if (!is_reunified && (before.empty() || !now.empty())) return {};
    const auto id = child_case.id().text();
    AMPARO_TRY(
        const auto requests,
        edit.matching("tracing_request", index::Filter{index::AnyOf{"matched_case_ids", {id}}}));
    for (const auto& request : requests) {
        AMPARO_TRY(auto* draft, edit.open({.record_type = "tracing_request",
                                           .id = request,
                                           .cause = "reunification",
                                           .stamp = records::Stamp::by_system}));
        for (const auto& [trace, case_id] : matches_of(draft->data())) {
            if (case_id != id) continue;
            auto* row = row_to_change(draft->data(), traces_section, trace);
            is_reunified ? reunify(*row) : take_reunion_back(*row);
        }
    }
    return {};
}

Result<json::Object> read_trace(const access::Actor& actor, const records::Service& records,
                                const Uuid& trace) {
    if (!actor.can("tracing_request", "read")) return refuse_forbidden();
    AMPARO_TRY(const auto id, request_of(records, trace));
    AMPARO_TRY(const auto request, records.read_for(actor, "tracing_request", id, "read"));
    const auto* row = find_row(request.data, traces_section, trace.text());
    if (row == nullptr) return no_such_trace();
    return to_wire(request, *row);
}

Result<json::Array> list_traces(const access::Actor& actor, const records::Service& records,
                                const RecordId& tracing_request) {
    AMPARO_TRY(const auto request,
               records.read_for(actor, "tracing_request", tracing_request, "read"));
    json::Array list;
    for (const auto* row : rows(request.data, traces_section))
        list.emplace_back(to_wire(request, *row));
    return list;
}

Result<json::Array> list_traces_of_case(const access::Actor& actor, const records::Service& records,
                                        const RecordId& case_id) {
    AMPARO_TRY(const auto child_case, records.read_for(actor, "case", case_id, "read"));
    const records::Look look(records.dependencies(), actor, records.dependencies().definitions());
    json::Array list;
    for (const auto& text : json::string_list(child_case.data, matched_traces_key)) {
        const auto trace = Uuid::parse(text);
        if (!trace) continue;
        const auto id = request_of(records, *trace);
        const auto request = id ? look.find("tracing_request", *id) : nullptr;
        const auto* row = request ? find_row(request->data, traces_section, text) : nullptr;
        if (row == nullptr) continue;
        list.emplace_back(look.may_read(*request) ? to_wire(*request, *row)
                                                  : ids_of(*request, *row));
    }
    return list;
}

}  // namespace amparo::casework
