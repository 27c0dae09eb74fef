#include "casework/relatives.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "casework/alerts.hpp"
#include "casework/relationships.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;

constexpr std::array<std::string_view, 4> close_relations{"sibling_of", "same_household_as",
                                                          "caregiver_of", "cared_for_by"};

/// "closed" or "reopened"; empty when nothing of the kind happened.
std::string news_of(const Draft& child_case) {
    if (child_case.is_new) return "";
    const auto before = json::string_or(child_case.before, "status");
    const auto after = json::string_or(child_case.data(), "status");
    if (before == after) return "";
    if (after == "closed") return "closed";
    return before == "closed" && after == "open" ? "reopened" : "";
}

void add_related(const json::Object& data, std::set<RecordId>& relatives) {
    for (const auto* row : records::derived::rows(data, relationships_key)) {
        const auto type = json::string_or(*row, "relationship_type");
        if (json::bool_or(*row, "disabled", false)) continue;
        if (std::ranges::find(close_relations, type) == close_relations.end()) continue;
        if (const auto id = RecordId::parse(json::string_or(*row, "case_id")))
            relatives.insert(*id);
    }
}

Result<std::set<RecordId>> relatives_of(const Edit& edit, const Draft& child_case) {
    std::set<RecordId> relatives;
    add_related(child_case.data(), relatives);
    const auto family = json::string_or(child_case.data(), "family_id");
    if (!family.empty()) {
        AMPARO_TRY(const auto cases,
                   edit.matching("case", index::Filter{index::AnyOf{"family_id", {family}}}));
        relatives.insert(cases.begin(), cases.end());
    }
    relatives.erase(child_case.id());
    return relatives;
}

Result<> tell(Edit& edit, const RecordId& id, const std::string& news) {
    const auto known = edit.look_at("case", id);
    if (!known && known.error().code == Errc::not_found) return {};
    if (!known) return std::unexpected(known.error());
    const bool is_open = json::string_or(**known, "status") == "open" &&
                         records::derived::is_true(**known, "record_state");
    if (!is_open || has_alert(**known, alerts_of(std::string(relative_alert), news))) return {};
    AMPARO_TRY(auto* draft, edit.open({.record_type = "case",
                                       .id = id,
                                       .cause = "tell_relatives",
                                       .stamp = records::Stamp::untouched}));
    remove_alerts(draft->data(), alerts_of(std::string(relative_alert)));
    add_alert(edit, draft->data(), {.alert_for = std::string(relative_alert), .type = news});
    return {};
}

}  // namespace

Result<> tell_relatives(Edit& edit, Draft& child_case) {
    const auto news = news_of(child_case);
    if (news.empty()) return {};
    AMPARO_TRY(const auto relatives, relatives_of(edit, child_case));
    if (relatives.size() > relatives_told_max) return {};
    for (const auto& id : relatives) AMPARO_CHECK(tell(edit, id, news));
    return {};
}

}  // namespace amparo::casework
