#include "base/settings.hpp"

#include <unistd.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <numeric>
#include <tuple>

#include "base/text.hpp"

namespace amparo {
namespace {

constexpr std::string_view variable_prefix = "AMPARO_";
/// Variables that are no settings: passwords are never kept, the folder is needed before all else.
constexpr std::array<std::string_view, 4> other_variables = {
    "AMPARO_ADMIN_PASSWORD", "AMPARO_DEMO_PASSWORD", "AMPARO_USER_PASSWORD",
    "AMPARO_CONFIG_DIRECTORY"};

const SettingDefinition* find_definition(std::string_view name) {
    for (const auto& definition : setting_definitions()) {
        if (definition.name == name) return &definition;
    }
    return nullptr;
}

/// "server.port" → "AMPARO_SERVER_PORT".
std::string environment_name(std::string_view setting) {
    std::string name(variable_prefix);
    for (const char c : setting) {
        name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return name;
}

std::unexpected<Error> wrong(std::string_view name, const char* message) {
    return refuse_field(Errc::invalid, std::string(name), MessageKey{message});
}

/// How many characters must be put in, taken out or replaced to make one text of the other.
std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t at = 0; at < left.size(); ++at) {
        std::size_t diagonal = row[0];
        row[0] = at + 1;
        for (std::size_t other = 0; other < right.size(); ++other) {
            const auto replaced = diagonal + (left[at] == right[other] ? 0U : 1U);
            diagonal = row[other + 1];
            row[other + 1] = std::min({replaced, diagonal + 1, row[other] + 1});
        }
    }
    return row.back();
}

constexpr std::size_t slips_max = 2;

/// The name most like the text: one that a slip or two made of it, else one that begins like it.
/// There is at least one name.
const std::string& nearest(const std::vector<std::string>& names, std::string_view text) {
    AMPARO_REQUIRE(!names.empty());
    const auto rank = [&](std::string_view name) {
        const auto slips = distance(name, text);
        const auto alike =
            std::mismatch(name.begin(), name.end(), text.begin(), text.end()).first - name.begin();
        return std::tuple(slips > slips_max, slips > slips_max ? -alike : 0, slips);
    };
    return *std::min_element(names.begin(), names.end(), [&](const auto& left, const auto& right) {
        return rank(left) < rank(right);
    });
}

std::unexpected<Error> unknown_name(std::string_view name, const char* message,
                                    const std::string& known) {
    return refuse_field(Errc::invalid, std::string(name),
                        MessageKey(message, {{"nearest", known}}));
}

Result<> check_value(const SettingDefinition& definition, const std::string& value) {
    if (definition.kind == SettingKind::choice) {
        const auto choices = text::split(definition.choices, ',');
        if (std::find(choices.begin(), choices.end(), value) == choices.end())
            return refuse_field(
                Errc::invalid, std::string(definition.name),
                MessageKey("errors.settings.choice",
                           {{"choices", text::join({choices.begin(), choices.end()}, ", ")}}));
    }
    if (definition.kind == SettingKind::boolean) {
        if (value != "true" && value != "false")
            return wrong(definition.name, "errors.settings.boolean");
    }
    if (definition.kind == SettingKind::integer) {
        std::int64_t number = 0;
        const auto* end = value.data() + value.size();
        const auto read = std::from_chars(value.data(), end, number);
        if (read.ec != std::errc() || read.ptr != end)
            return wrong(definition.name, "errors.settings.integer");
        if (number < definition.minimum || number > definition.maximum)
            return wrong(definition.name, "errors.settings.range");
    }
    return {};
}

using Values = std::map<std::string, std::string, std::less<>>;

Result<> assign(Values& values, std::string_view name, std::string value) {
    const auto* definition = find_definition(name);
    if (definition == nullptr) {
        std::vector<std::string> names;
        for (const auto& known : setting_definitions()) names.emplace_back(known.name);
        return unknown_name(name, "errors.settings.unknown", nearest(names, name));
    }
    AMPARO_CHECK(check_value(*definition, value));
    values[std::string(name)] = std::move(value);
    return {};
}

Result<std::string> toml_text(std::string_view name, const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* truth = node.as_boolean()) return std::string(truth->get() ? "true" : "false");
    return wrong(name, "errors.settings.kind");
}

Result<> overlay_section(Values& values, std::string_view section, const toml::table& members) {
    for (const auto& [key, node] : members) {
        const std::string name = std::string(section) + "." + std::string(key.str());
        AMPARO_TRY(auto value, toml_text(name, node));
        AMPARO_CHECK(assign(values, name, std::move(value)));
    }
    return {};
}

Result<> overlay_file(Values& values, const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) return wrong(file.string(), "errors.settings.no_file");
    toml::table parsed;
    try {
        parsed = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        const auto line = std::to_string(error.source().begin.line);
        return wrong(file.string() + ":" + line, "errors.settings.not_toml");
    }
    for (const auto& [section, node] : parsed) {
        const auto* members = node.as_table();
        if (members == nullptr) return wrong(section.str(), "errors.settings.section");
        AMPARO_CHECK(overlay_section(values, section.str(), *members));
    }
    return {};
}

/// Whether the variable begins like the settings of a section: "AMPARO_LOG_…".
bool names_a_section(std::string_view variable) {
    const auto& known = setting_definitions();
    return std::any_of(known.begin(), known.end(), [&](const auto& definition) {
        const auto section = definition.name.substr(0, definition.name.find('.') + 1);
        return variable.starts_with(environment_name(section));
    });
}

/// Other people's programs may call their variables AMPARO_ something; what looks like a setting
/// is a mistake that would otherwise show itself weeks later. Gives the harmless ones.
Result<std::vector<std::string>> check_variables(
    const std::map<std::string, std::string>& environment) {
    std::vector<std::string> known(other_variables.begin(), other_variables.end());
    for (const auto& definition : setting_definitions())
        known.push_back(environment_name(definition.name));
    std::vector<std::string> ignored;
    for (const auto& [name, value] : environment) {
        if (!name.starts_with(variable_prefix)) continue;
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        const auto& meant = nearest(known, name);
        if (names_a_section(name) || distance(meant, name) <= slips_max)
            return unknown_name(name, "errors.settings.unknown_variable", meant);
        ignored.push_back(name);
    }
    return ignored;
}

}  // namespace

std::map<std::string, std::string> Settings::process_environment() {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view line = *entry;
        const auto at = line.find('=');
        if (at != std::string_view::npos)
            variables.emplace(line.substr(0, at), line.substr(at + 1));
    }
    return variables;
}

Result<Settings> Settings::load(const Sources& sources) {
    Settings settings;
    for (const auto& definition : setting_definitions())
        settings.values_[std::string(definition.name)] = std::string(definition.fallback);
    if (sources.file) AMPARO_CHECK(overlay_file(settings.values_, *sources.file));
    AMPARO_TRY(settings.ignored_variables_, check_variables(sources.environment));
    for (const auto& definition : setting_definitions()) {
        const auto found = sources.environment.find(environment_name(definition.name));
        if (found != sources.environment.end())
            AMPARO_CHECK(assign(settings.values_, definition.name, found->second));
    }
    for (const auto& assignment : sources.assignments) {
        const auto at = assignment.find('=');
        if (at == std::string::npos) return wrong(assignment, "errors.settings.assignment");
        AMPARO_CHECK(assign(settings.values_, text::trim(assignment.substr(0, at)),
                            assignment.substr(at + 1)));
    }
    return settings;
}

const std::string& Settings::text(std::string_view name) const {
    const auto found = values_.find(name);
    AMPARO_REQUIRE(found != values_.end());
    return found->second;
}

std::int64_t Settings::integer(std::string_view name) const {
    const auto* definition = find_definition(name);
    AMPARO_REQUIRE(definition != nullptr && definition->kind == SettingKind::integer);
    return std::stoll(text(name));
}

bool Settings::boolean(std::string_view name) const {
    const auto* definition = find_definition(name);
    AMPARO_REQUIRE(definition != nullptr && definition->kind == SettingKind::boolean);
    return text(name) == "true";
}

}  // namespace amparo
