#include "casework/identified.hpp"

#include <algorithm>

#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

index::Filter attributed_to(const std::string& user_name) {
    return index::Filter{index::AnyOf{"identified_by", {user_name}}};
}

/// Whom the case is attributed to after this save; a beneficiary's own new case is theirs before
/// the rule that stamps it has run.
std::string attribution_of(const records::Edit& edit, const records::Draft& child_case) {
    const auto& role = edit.actor().role();
    if (child_case.is_new && json::string_or(role.attributes, "user_category") == "identified")
        return edit.actor().name().text();
    return json::string_or(child_case.data(), "identified_by");
}

}  // namespace

Result<records::RecordAnswer> read_identified_case(const access::Actor& actor,
                                                   const records::Service& records,
                                                   std::string_view fields) {
    if (!actor.can("case", "read")) return refuse(Errc::forbidden, "errors.forbidden");
    index::Query query;
    query.filter = attributed_to(actor.name().text());
    query.sort = {.column = "created_at", .descending = false};
    query.count = 1;
    AMPARO_TRY(const auto page, records.dependencies().index->find("case", query));
    if (page.ids.empty()) return refuse(Errc::not_found, "errors.not_found");
    return records.read(actor, "case", page.ids.front(), fields);
}

Result<> keep_attribution_unique(records::Edit& edit, records::Draft& child_case) {
    const auto name = attribution_of(edit, child_case);
    if (name.empty() || name == json::string_or(child_case.before, "identified_by")) return {};
    AMPARO_TRY(const auto others, edit.matching("case", attributed_to(name)));
    const bool is_alone =
        std::ranges::all_of(others, [&](const auto& id) { return id == child_case.id(); });
    if (is_alone) return {};
    return std::unexpected(
        Error{.code = Errc::invalid,
              .message = "errors.invalid_record",
              .problems = {{"identified_by", "errors.models.child.identified_by_unique"}}});
}

}  // namespace amparo::casework
