#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

/// Takes what identifies people out of free text, on this server and without a dictionary
/// (case-management.md §3.23): telephone numbers, mail addresses and numbers of papers.
namespace amparo::forms {

inline constexpr std::string_view scrubbing_key = "note_scrubbing";  // a system setting
inline constexpr std::size_t id_patterns_max = 50;
inline constexpr std::size_t id_pattern_size_min = 4;  // shorter ones would hit any number
inline constexpr std::size_t id_pattern_size_max = 40;

/// What is looked for.
struct ScrubRules {
    bool enabled = false;
    bool phones = true;
    bool emails = true;
    /// Shapes of ids: 9 stands for a digit, A for a letter, anything else for itself.
    std::vector<std::string> id_patterns = {};

    /// From the setting; nullopt when it is none. `{}` looks for nothing.
    static std::optional<ScrubRules> read(const json::Object& setting);
    /// From the settings of a deployment; nothing is looked for without the setting.
    static ScrubRules of(const json::Object& system_settings);
};

/// A text without what was found in it.
struct Scrubbed {
    std::string text;                // "[phone]", "[e-mail]" or "[id]" where something was
    std::vector<std::string> found;  // "phone", "email", "id", each once, in this order
};
/// One pass over the text, whatever is in it. Digits of Arabic script count as digits.
Scrubbed scrub(std::string_view text, const ScrubRules& rules);

}  // namespace amparo::forms
