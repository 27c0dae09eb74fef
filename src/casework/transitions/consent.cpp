#include "casework/transitions/consent.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "casework/detail/module_options.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

constexpr std::string_view gbv_module = "primeromodule-gbv";

std::vector<std::string> usual_flags(std::string_view module_id, TransitionType type) {
    if (module_id == gbv_module) return {"consent_for_services"};
    if (type == TransitionType::transfer) return {"disclosure_other_orgs"};
    return {"disclosure_other_orgs", "consent_for_services"};
}

}  // namespace

bool has_consent(const forms::Definitions& definitions, const json::Object& record,
                 TransitionType type) {
    if (type == TransitionType::assign || type == TransitionType::transfer_request) return true;
    const std::string rule = type == TransitionType::transfer ? "transfer" : "referral";
    const detail::ModuleOptions options(definitions, record);
    const auto* rules = options.object("consent_rules");
    const auto flags = rules != nullptr && rules->contains(rule)
                           ? json::string_list(*rules, rule)
                           : usual_flags(json::string_or(record, "module_id"), type);
    return std::ranges::all_of(
        flags, [&](const std::string& flag) { return records::derived::is_true(record, flag); });
}

}  // namespace amparo::casework
