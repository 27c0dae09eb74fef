#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace amparo {

enum class SettingKind { text, integer, boolean, secret, choice };

/// One setting the server knows: "section.key", its kind, its default, and what it does.
struct SettingDefinition {
    std::string_view name;
    SettingKind kind;
    std::string_view fallback;
    std::string_view about;
    std::int64_t minimum = 0;  // integers only
    std::int64_t maximum = INT64_MAX;
    std::string_view choices = {};  // choices only, by comma
};

/// Every setting there is, in the order of the documentation.
std::span<const SettingDefinition> setting_definitions();

/// The operator's settings: defaults, overlaid by amparo.toml, then by the environment
/// (AMPARO_SECTION_KEY), then by --set section.key=value. Immutable once loaded.
class Settings {
  public:
    /// Where values come from, weakest first.
    struct Sources {
        std::optional<std::filesystem::path> file;  // absent: none; named but missing: refused
        std::map<std::string, std::string> environment;
        std::vector<std::string> assignments;  // "section.key=value"
    };
    /// `invalid` with the setting's name in `field` for an unknown name, a wrong kind or range;
    /// with the variable's name for one that is close to a setting but is none.
    static Result<Settings> load(const Sources& sources);
    /// The process environment, for Sources.
    static std::map<std::string, std::string> process_environment();

    /// The value of a known setting; asking for an unknown name or another kind is a bug.
    const std::string& text(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    bool boolean(std::string_view name) const;
    /// Variables of the environment that begin with AMPARO_ and say nothing to this program.
    const std::vector<std::string>& ignored_variables() const { return ignored_variables_; }

  private:
    std::map<std::string, std::string, std::less<>> values_;
    std::vector<std::string> ignored_variables_;
};

}  // namespace amparo
