#include "base/settings.hpp"

#include <unistd.h>

#include <toml++/toml.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "base/text.hpp"

namespace amparo {
namespace {

const SettingDefinition* find_definition(std::string_view name) {
    for (const auto& definition : setting_definitions()) {
        if (definition.name == name) return &definition;
    }
    return nullptr;
}

/// "server.port" → "AMPARO_SERVER_PORT".
std::string environment_name(std::string_view setting) {
    std::string name = "AMPARO_";
    for (const char c : setting) {
        name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return name;
}

std::unexpected<Error> wrong(std::string_view name, const char* message) {
    return refuse_field(Errc::invalid, std::string(name), MessageKey{message});
}

Result<> check_value(const SettingDefinition& definition, const std::string& value) {
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
    if (definition == nullptr) return wrong(name, "errors.settings.unknown");
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
