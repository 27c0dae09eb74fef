#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// Events, not sentences: a stable name and typed values, one JSON line each on standard error.
/// No personal data, no secret (Personal and SecretText do not convert to a Value).
namespace amparo::log {

enum class Level { debug, info, warn, error, off };

/// A value of an event, already in its JSON form.
class Value {
  public:
    // NOLINTBEGIN(google-explicit-constructor): so that a list of values reads as a table
    Value(std::string_view text);
    Value(const std::string& text) : Value(std::string_view(text)) {}
    Value(const char* text) : Value(std::string_view(text)) {}
    Value(bool truth) : json_(truth ? "true" : "false") {}
    Value(double number);
    Value(int number) : json_(std::to_string(number)) {}
    Value(long number) : json_(std::to_string(number)) {}
    Value(long long number) : json_(std::to_string(number)) {}
    Value(unsigned number) : json_(std::to_string(number)) {}
    Value(unsigned long number) : json_(std::to_string(number)) {}
    // NOLINTEND(google-explicit-constructor)
    const std::string& json() const { return json_; }

  private:
    std::string json_;
};

using Values = std::initializer_list<std::pair<std::string_view, Value>>;

/// Events below the level are dropped. Set once at start.
void set_level(Level level);
/// "debug", "info", "warn", "error", "off"; info for anything else.
Level level_named(std::string_view name);
/// Whether events of the level are written; for callers that would build costly values.
bool is_enabled(Level level);

/// For whoever looks for a fault; off in production.
void debug(std::string_view event, Values values = {});
/// What an operator needs to understand a day.
void info(std::string_view event, Values values = {});
/// Asks to look this week.
void warn(std::string_view event, Values values = {});
/// Wakes someone.
void error(std::string_view event, Values values = {});

}  // namespace amparo::log
