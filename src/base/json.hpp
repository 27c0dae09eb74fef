#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

/// Our one way in and out of JSON. Boost.JSON holds the values, but 1.81 prints 100.0 as 1E2 and
/// reads 17-digit numbers inexactly, so reading and writing of numbers is ours.
namespace amparo::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;
using String = boost::json::string;

/// Bounds on what parse() accepts.
struct ParseLimits {
    std::size_t bytes_max = 4U << 20;
    std::size_t depth_max = 32;
};

/// The value, or `malformed` (with line-free internal text) / `too_large`. Refuses broken UTF-8,
/// duplicate-free or not (the last member wins), trailing text, and depth beyond the limit.
Result<Value> parse(std::string_view text, const ParseLimits& limits = {});
/// As parse(); `malformed` when the text is not an object.
Result<Object> parse_object(std::string_view text, const ParseLimits& limits = {});

/// Compact JSON. Doubles by std::to_chars (shortest that reads back), so 31.95 stays 31.95 and
/// 100.0 becomes 100.
std::string write(const Value& value);
std::string write(const Object& value);
/// Whether write(value) has at most so many bytes; quick for what is far below.
bool is_within(const Object& value, std::size_t bytes_max);
/// Appends to out; for building large replies without copies.
void write_to(std::string& out, const Value& value);
void write_to(std::string& out, const Object& value);
void write_to(std::string& out, const Array& value);
/// Appends text as a JSON string with its quotes.
void write_string(std::string& out, std::string_view text);

/// The member, or nullptr when it is absent.
const Value* find(const Object& object, std::string_view key);
/// The member when it is a string, else nullopt / fallback.
std::optional<std::string_view> find_string(const Object& object, std::string_view key);
std::string string_or(const Object& object, std::string_view key, std::string_view fallback = "");
/// The member when it is a boolean, else fallback.
bool bool_or(const Object& object, std::string_view key, bool fallback);
/// The member when it is a whole number that fits, else nullopt / fallback.
std::optional<std::int64_t> find_integer(const Object& object, std::string_view key);
std::int64_t integer_or(const Object& object, std::string_view key, std::int64_t fallback);
/// The member when it is an object / array, else nullptr.
const Object* find_object(const Object& object, std::string_view key);
const Array* find_array(const Object& object, std::string_view key);
/// The strings of an array member, others left out; empty when absent.
std::vector<std::string> string_list(const Object& object, std::string_view key);
/// An array of these strings.
Array to_array(const std::vector<std::string>& texts);
/// The text, or null for an empty one.
Value text_or_null(const std::string& text);
/// A copy of the member, or null without one.
Value value_or_null(const Object& object, std::string_view key);
/// Any whole number as int64: JSON numbers 5, 5.0; nullopt for others.
std::optional<std::int64_t> as_integer(const Value& value);
/// Any number as double.
std::optional<double> as_number(const Value& value);
/// Null, "", [] or {}: "blank" of the specification.
bool is_blank(const Value& value);
inline bool is_blank(const Value* value) {
    return value == nullptr || is_blank(*value);
}
/// "~" and "/" escaped for a JSON pointer (RFC 6901).
std::string pointer_step(std::string_view key);

}  // namespace amparo::json
