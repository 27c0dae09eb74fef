#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"

/// For how long closed cases are kept before somebody decides whether they still have to be
/// (exchange.md §10.2). Nothing is ever deleted because of it.
namespace amparo::forms {

inline constexpr std::string_view retention_key = "retention_policies";     // a system setting
inline constexpr std::string_view keep_until_key = "retention_keep_until";  // of a case
inline constexpr std::string_view retention_column = "retention_due_on";    // of the index
inline constexpr std::size_t retention_policies_max = 50;

/// A length of time as calendars count it.
struct Period {
    std::chrono::months months{0};
    std::chrono::days days{0};

    /// "P10Y", "P1Y6M", "P90D"; nullopt for anything else and for nothing at all.
    static std::optional<Period> parse(std::string_view text);
    /// The day so much later; the last of a month that lacks it.
    Day after(Day day) const;
};

/// For the cases of one module, or of every module.
struct RetentionPolicy {
    std::string module_id = {};  // empty: every
    Period period;
    std::vector<std::string> hold_fields = {};  // a case with a true one is kept
};

/// What holds for the cases of a deployment; of several policies the first that fits.
class RetentionRules {
  public:
    /// From the setting; nullopt when it is none.
    static std::optional<RetentionRules> read(const json::Value& setting);
    /// From the settings of a deployment; without one, ten years after closure.
    static RetentionRules of(const json::Object& system_settings);

    /// The day from which on somebody decides; nullopt for a case that is open or held.
    std::optional<Day> due_on(const json::Object& data) const;

  private:
    std::vector<RetentionPolicy> policies_;
};

}  // namespace amparo::forms
