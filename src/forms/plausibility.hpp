#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

/// Answers that are possible but unlikely: an age beside another birth date, a service before it
/// was asked for. Nothing is refused for them. The web app asks the same rules while somebody
/// types; testdata/plausibility-vectors.json holds both to it.
namespace amparo::forms {

inline constexpr std::string_view plausibility_key = "plausibility_rules";  // a system setting
inline constexpr std::size_t plausibility_rules_max = 200;
inline constexpr int age_tolerance_years = 1;  // an age told before the last birthday is none the
                                               // worse for it

/// What a rule looks at.
enum class PlausibilityKind : std::uint8_t {
    order,    // one day does not come before another
    age,      // an age fits a birth date
    age_max,  // nobody is older
};

/// One rule of the setting. A name that begins with "../" is a key of the record beside the rows.
struct PlausibilityRule {
    PlausibilityKind kind = PlausibilityKind::order;
    std::string record_type;
    std::vector<std::string> modules = {};  // empty: of all
    std::string rows = {};  // the subform whose rows are looked at; empty: the record
    std::string earlier = {};
    std::string later = {};
    std::string age = {};
    std::string birth = {};
    std::int64_t max = 0;  // years
};

/// The rules of the setting, in its order; what is none is left out.
std::vector<PlausibilityRule> plausibility_rules(const json::Object& system_settings);

/// One unlikely answer.
struct Doubt {
    std::string pointer;      // below data: "/date_closure", "/services_section/0/…"
    MessageKey key;           // "warnings.order", "warnings.age" or "warnings.age_max"
    json::Object parameters;  // {"other": field} or {"max": years}
};

/// Whose data is looked at, and when.
struct PlausibilityInput {
    std::string_view record_type;
    const json::Object& data;  // as much of it as the reader may see
    Day today;                 // in the organisation's zone
    const std::string& time_zone;
};

/// What is unlikely, in the order of the rules and rows. Missing and unreadable answers are never.
std::vector<Doubt> find_doubts(const std::vector<PlausibilityRule>& rules,
                               const PlausibilityInput& input);

}  // namespace amparo::forms
