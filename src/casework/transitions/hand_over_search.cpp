#include "casework/transitions/hand_over_search.hpp"

#include <algorithm>
#include <string>

#include "casework/own_scope.hpp"
#include "casework/transitions/hand_over_code.hpp"
#include "casework/transitions/visibility.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

// Codes are drawn at random: two cases with one are an accident, ten are none.
constexpr std::size_t found_max = 10;

/// Within the actor's own scope, which the index knows: what lies beyond is not even opened.
Result<index::Page> cases_with(const access::Actor& actor, const records::Service& records,
                               const std::string& code) {
    index::Filters parts;
    parts.push_back(own_scope_filter(actor, "case"));
    parts.push_back(index::Filter{index::AnyOf{"hand_over_codes", {code}}});
    index::Query query;
    query.filter = index::Filter{index::And{std::move(parts)}};
    query.sort = {.column = "created_at", .descending = true};
    query.count = found_max;
    return records.dependencies().index->find("case", query);
}

/// The referral of that code, when the actor sees it in the case's list; null otherwise.
const json::Object* shown_hand_over(const access::Actor& actor, const json::Object& record,
                                    const std::string& code) {
    const auto rows = records::derived::rows(record, transitions_key);
    const auto found = std::ranges::find_if(rows, [&](const auto* row) {
        return json::string_or(*row, hand_over_code_key) == code &&
               is_shown(actor, record, TransitionLook(*row));
    });
    return found == rows.end() ? nullptr : *found;
}

}  // namespace

Result<json::Array> find_hand_overs(const access::Actor& actor, const records::Service& records,
                                    std::string_view typed) {
    if (!actor.can("case", "read")) return refuse(Errc::forbidden, "errors.forbidden");
    json::Array found;
    const auto code = read_hand_over_code(typed);
    if (!code) return found;
    AMPARO_TRY(const auto page, cases_with(actor, records, *code));
    for (const auto& id : page.ids) {
        const auto record = records.read_for(actor, "case", id, "read");
        if (!record) continue;  // taken away a moment ago
        const auto* referral = shown_hand_over(actor, record->data, *code);
        if (referral == nullptr) continue;
        auto row = records.show(actor, *record, "short");
        row["search_kind"] = "hand_over";
        row["search_match"] = "equal";
        row["transition_id"] = json::string_or(*referral, "id");
        found.emplace_back(std::move(row));
    }
    return found;
}

}  // namespace amparo::casework
