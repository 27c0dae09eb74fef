#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "forms/detail/findings.hpp"

namespace amparo::forms {

/// Bounds on a configuration, so that a hostile one is refused and not built.
inline constexpr std::size_t forms_max = 5'000;
inline constexpr std::size_t fields_per_form_max = 1'000;
inline constexpr std::size_t lookups_max = 5'000;
inline constexpr std::size_t options_per_list_max = 20'000;  // ISCO, ICD chapters and the like
inline constexpr std::size_t locations_max = 1'000'000;
inline constexpr std::size_t modules_max = 100;
inline constexpr std::size_t name_size_max = 255;
inline constexpr int subform_levels_max = 3;  // forms.md §6.1

/// Reads one configured object attribute by attribute: its own value, else the default. A value
/// of a wrong type is an error with its pointer, and reads as absent.
class Attributes {
  public:
    Attributes(const json::Object& own, const json::Object& defaults, std::string pointer,
               Findings& findings)
        : own_(own), defaults_(defaults), pointer_(std::move(pointer)), findings_(findings) {}

    /// The value, own or default; nullptr when absent or null.
    const json::Value* find(std::string_view key) const;
    bool boolean(std::string_view key, bool fallback) const;
    std::int64_t integer(std::string_view key, std::int64_t fallback) const;
    std::optional<double> number(std::string_view key) const;
    std::string text(std::string_view key) const;
    Translated translated(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    const json::Object* object(std::string_view key) const;
    /// Lookup values, inline options, tally boxes: ids are unique and not blank.
    std::vector<Option> options(std::string_view key) const;
    /// A condition; null, {} and absent are "always".
    Condition condition(std::string_view key) const;

    std::string at(std::string_view key) const;
    const std::string& pointer() const { return pointer_; }
    Findings& findings() const { return findings_; }

  private:
    void wrong_type(std::string_view key) const;

    const json::Object& own_;
    const json::Object& defaults_;
    std::string pointer_;
    Findings& findings_;
};

/// The pointer of a part: "/forms/basic_identity" + "fields" + 3.
std::string pointer_at(std::string_view pointer, std::string_view step);
std::string pointer_at(std::string_view pointer, std::size_t index);
/// Letters of the Latin alphabet, digits, "_", and "-" or "+" between (forms.md §2).
bool is_unique_id(std::string_view text);
/// "^[a-z][a-z0-9_]*$".
bool is_field_name(std::string_view text);
/// Free of the characters * ! @ # % $ ^ and not only white space.
bool is_title(std::string_view text);

}  // namespace amparo::forms
