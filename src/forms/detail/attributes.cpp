#include "forms/detail/attributes.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace amparo::forms {
namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The texts per locale; what is no text is an error at its locale.
Translated read_translated(const json::Object& object, const std::string& pointer,
                           Findings& findings) {
    Translated texts;
    for (const auto& [locale, value] : object) {
        if (value.is_null()) continue;
        if (value.is_string()) {
            texts.emplace(std::string_view(locale), std::string_view(value.get_string()));
        } else {
            findings.error(pointer_at(pointer, locale), "errors.configuration.type");
        }
    }
    return texts;
}

Option read_option(const json::Object& object, const std::string& pointer, Findings& findings) {
    const json::Object no_defaults;
    const Attributes attributes(object, no_defaults, pointer, findings);
    Option option;
    option.id = attributes.text("id");
    option.display_text = attributes.translated("display_text");
    option.disabled = attributes.boolean("disabled", false);
    option.tags = attributes.texts("tags");
    if (text::trim(option.id).empty() || option.id.size() > name_size_max)
        findings.error(pointer_at(pointer, "id"), "errors.configuration.option_id");
    return option;
}

}  // namespace

const json::Value* Attributes::find(std::string_view key) const {
    const auto* value = own_.if_contains(key);
    if (value == nullptr) value = defaults_.if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

bool Attributes::boolean(std::string_view key, bool fallback) const {
    const auto* value = find(key);
    if (value == nullptr) return fallback;
    if (!value->is_bool()) return wrong_type(key), fallback;
    return value->get_bool();
}

std::int64_t Attributes::integer(std::string_view key, std::int64_t fallback) const {
    const auto* value = find(key);
    if (value == nullptr) return fallback;
    const auto number = json::as_integer(*value);
    if (!number) wrong_type(key);
    return number.value_or(fallback);
}

std::optional<double> Attributes::number(std::string_view key) const {
    const auto* value = find(key);
    if (value == nullptr) return std::nullopt;
    const auto number = json::as_number(*value);
    if (!number) wrong_type(key);
    return number;
}

std::string Attributes::text(std::string_view key) const {
    const auto* value = find(key);
    if (value == nullptr) return "";
    if (!value->is_string()) return wrong_type(key), "";
    return std::string(value->get_string());
}

Translated Attributes::translated(std::string_view key) const {
    const auto* texts = object(key);
    return texts == nullptr ? Translated() : read_translated(*texts, at(key), findings_);
}

std::vector<std::string> Attributes::texts(std::string_view key) const {
    std::vector<std::string> found;
    const auto* value = find(key);
    if (value == nullptr) return found;
    const auto* array = value->if_array();
    if (array == nullptr) return wrong_type(key), found;
    for (std::size_t i = 0; i < array->size(); ++i) {
        const auto* text = (*array)[i].if_string();
        if (text == nullptr) {
            findings_.error(pointer_at(at(key), i), "errors.configuration.type");
        } else {
            found.emplace_back(*text);
        }
    }
    return found;
}

const json::Object* Attributes::object(std::string_view key) const {
    const auto* value = find(key);
    if (value == nullptr) return nullptr;
    const auto* object = value->if_object();
    if (object == nullptr) wrong_type(key);
    return object;
}

// A repeated id: the first one's place and flags win, the later one's texts override.
std::vector<Option> Attributes::options(std::string_view key) const {
    std::vector<Option> found;
    const auto* value = find(key);
    if (value == nullptr) return found;
    const auto* array = value->if_array();
    if (array == nullptr) return wrong_type(key), found;
    if (array->size() > options_per_list_max)
        return findings_.error(at(key), "errors.configuration.too_many"), found;
    std::unordered_map<std::string, std::size_t> known;
    found.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
        const std::string pointer = pointer_at(at(key), i);
        const auto* object = (*array)[i].if_object();
        if (object == nullptr) {
            findings_.error(pointer, "errors.configuration.type");
            continue;
        }
        Option option = read_option(*object, pointer, findings_);
        const auto [place, is_new] = known.emplace(option.id, found.size());
        if (is_new) {
            found.push_back(std::move(option));
            continue;
        }
        findings_.warning(pointer_at(pointer, "id"), "warnings.configuration.repeated_option");
        for (auto& [locale, label] : option.display_text)
            found[place->second].display_text[locale] = std::move(label);
    }
    return found;
}

Condition Attributes::condition(std::string_view key) const {
    auto parsed = Condition::parse(find(key));
    if (parsed) return std::move(*parsed);
    findings_.error(at(key) + parsed.error().field, parsed.error().message);
    return {};
}

std::string Attributes::at(std::string_view key) const {
    return pointer_at(pointer_, key);
}

void Attributes::wrong_type(std::string_view key) const {
    findings_.error(at(key), "errors.configuration.type");
}

std::string pointer_at(std::string_view pointer, std::string_view step) {
    return std::string(pointer) + '/' + json::pointer_step(step);
}

std::string pointer_at(std::string_view pointer, std::size_t index) {
    return std::string(pointer) + '/' + std::to_string(index);
}

bool is_unique_id(std::string_view text) {
    if (text.empty() || text.size() > name_size_max || !is_word(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_word(c) || c == '-' || c == '+'; });
}

bool is_field_name(std::string_view text) {
    if (text.empty() || text.size() > name_size_max) return false;
    if (text.front() < 'a' || text.front() > 'z') return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_title(std::string_view text) {
    constexpr std::string_view forbidden = "*!@#%$^";
    return text.find_first_of(forbidden) == std::string_view::npos && !text::trim(text).empty();
}

}  // namespace amparo::forms
