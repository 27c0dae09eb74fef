#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "forms/validation.hpp"

namespace amparo::forms {

/// Where a value stands while it is checked.
struct ValuePlace {
    std::string pointer;
    const json::Value* stored = nullptr;  // the value before the write
    const json::Object& siblings;         // as sent
    const json::Object* stored_siblings = nullptr;
    bool is_row = false;  // inside a subform
};

/// Checks values of single fields; subforms are left to the caller. Gathers problems.
class ValueCheck {
  public:
    explicit ValueCheck(const ValidationContext& context) : context_(context) {}

    /// Whose rows fields may name: as sent, and as stored or nullptr.
    void look_into(const json::Object& sent, const json::Object* stored) {
        sent_ = &sent;
        stored_ = stored;
    }

    /// The value to store; nullopt when it is dropped or wrong.
    std::optional<json::Value> check(const Field& field, const json::Value& value,
                                     const ValuePlace& place);
    /// Notes a problem.
    void add(std::string pointer, const char* key) {
        problems_.push_back({std::move(pointer), key});
    }
    std::vector<Problem> take_problems() { return std::move(problems_); }

  private:
    using Checked = std::optional<json::Value>;

    Checked text(const Field& field, const json::Value& value, const ValuePlace& place);
    Checked number(const Field& field, const json::Value& value, const ValuePlace& place);
    Checked in_range(const Field& field, const json::Value& value, const ValuePlace& place);
    Checked date(const Field& field, const json::Value& value, const ValuePlace& place);
    Checked in_order(const Field& field, json::Value value, const ValuePlace& place);
    Checked tick(const json::Value& value, const ValuePlace& place);
    Checked choice(const Field& field, const json::Value& value, const ValuePlace& place);
    Checked choices(const Field& field, const json::Value& value, const ValuePlace& place);
    Checked radio(const Field& field, const json::Value& value, const ValuePlace& place);
    Checked tally(const Field& field, const json::Value& value, const ValuePlace& place);
    Checked wrong(const std::string& pointer, const char* key);
    const char* problem_of_option(const Field& field, const json::Value& value,
                                  const json::Value* stored) const;
    const char* problem_of_reference(const Field& field, std::string_view id) const;
    bool has_row(std::string_view subform, std::string_view id) const;
    json::Value as_configured(const Field& field, const json::Value& value) const;

    const ValidationContext& context_;
    const json::Object* sent_ = nullptr;
    const json::Object* stored_ = nullptr;
    std::vector<Problem> problems_;
};

}  // namespace amparo::forms
