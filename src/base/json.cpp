#include "base/json.hpp"

#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

namespace amparo::json {
namespace {

/// Collects Boost.JSON's parse events into values, with doubles read exactly: the parser hands a
/// number's text over in parts, which are gathered and read by std::from_chars.
struct Builder {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    using Code = boost::json::error_code;
    using View = boost::json::string_view;

    boost::json::value_stack stack;
    std::string number;

    bool on_document_begin(Code& /*error*/) { return true; }
    bool on_document_end(Code& /*error*/) { return true; }
    bool on_object_begin(Code& /*error*/) { return true; }
    bool on_object_end(std::size_t size, Code& /*error*/) { return stack.push_object(size), true; }
    bool on_array_begin(Code& /*error*/) { return true; }
    bool on_array_end(std::size_t size, Code& /*error*/) { return stack.push_array(size), true; }
    bool on_key_part(View part, std::size_t /*size*/, Code& /*error*/) {
        return stack.push_chars(part), true;
    }
    bool on_key(View part, std::size_t /*size*/, Code& /*error*/) {
        return stack.push_key(part), true;
    }
    bool on_string_part(View part, std::size_t /*size*/, Code& /*error*/) {
        return stack.push_chars(part), true;
    }
    bool on_string(View part, std::size_t /*size*/, Code& /*error*/) {
        return stack.push_string(part), true;
    }
    bool on_number_part(View part, Code& /*error*/) { return number.append(part), true; }
    bool on_int64(std::int64_t value, View /*part*/, Code& /*error*/) {
        number.clear();
        return stack.push_int64(value), true;
    }
    bool on_uint64(std::uint64_t value, View /*part*/, Code& /*error*/) {
        number.clear();
        return stack.push_uint64(value), true;
    }
    bool on_double(double approximate, View part, Code& error) {
        number.append(part);
        double exact = approximate;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), exact);
        number.clear();
        if (read.ec != std::errc() || !std::isfinite(exact)) {
            error = boost::json::make_error_code(boost::json::error::exponent_overflow);
            return false;
        }
        return stack.push_double(exact), true;
    }
    bool on_bool(bool value, Code& /*error*/) { return stack.push_bool(value), true; }
    bool on_null(Code& /*error*/) { return stack.push_null(), true; }
    bool on_comment_part(View /*part*/, Code& /*error*/) { return true; }
    bool on_comment(View /*part*/, Code& /*error*/) { return true; }
};

void write_escape(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        default:
            break;
    }
    out += "\\u00";
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 0x0f];
}

template <class Number>
void write_number(std::string& out, Number number) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), end);
}

/// Whole doubles print as integers while they are exact (below 2^53): 100.0 is 100, not 1e+02.
void write_double(std::string& out, double number) {
    constexpr double exact_below = 9007199254740992.0;
    if (number == std::trunc(number) && std::abs(number) < exact_below)
        return write_number(out, static_cast<std::int64_t>(number));
    write_number(out, number);
}

std::unexpected<Error> malformed(std::string why) {
    return refuse(Errc::malformed, "errors.malformed_json", std::move(why));
}

std::size_t bytes_at_most(const Value& value);

constexpr std::size_t escape_bytes = 6;  // \u001f

/// No fewer bytes than the member takes when it is written, whatever is in its strings.
std::size_t bytes_at_most(std::string_view key, const Value& member) {
    return key.size() * escape_bytes + bytes_at_most(member) + 4;
}

std::size_t bytes_at_most(const Value& value) {
    constexpr std::size_t number = 32;
    if (const auto* text = value.if_string()) return text->size() * escape_bytes + 2;
    std::size_t bytes = 2;
    if (const auto* array = value.if_array()) {
        for (const auto& element : *array) bytes += bytes_at_most(element) + 1;
        return bytes;
    }
    const auto* object = value.if_object();
    if (object == nullptr) return number;
    for (const auto& [key, inner] : *object) bytes += bytes_at_most(key, inner);
    return bytes;
}

}  // namespace

Result<Value> parse(std::string_view text, const ParseLimits& limits) {
    if (text.size() > limits.bytes_max) return refuse(Errc::too_large, "errors.too_large");
    boost::json::parse_options options;
    options.max_depth = limits.depth_max;
    boost::json::basic_parser<Builder> parser(options);
    parser.handler().stack.reset();
    boost::json::error_code error;
    const auto used = parser.write_some(false, text.data(), text.size(), error);
    if (error) return malformed(error.message());
    if (used != text.size() || !parser.done()) return malformed("trailing or missing text");
    return parser.handler().stack.release();
}

Result<Object> parse_object(std::string_view text, const ParseLimits& limits) {
    AMPARO_TRY(auto value, parse(text, limits));
    if (!value.is_object()) return malformed("not an object");
    return std::move(value.get_object());
}

std::string write(const Value& value) {
    std::string out;
    write_to(out, value);
    return out;
}

std::string write(const Object& value) {
    std::string out;
    write_to(out, value);
    return out;
}

bool is_within(const Object& value, std::size_t bytes_max) {
    std::size_t bytes = 2;
    for (const auto& [key, member] : value) bytes += bytes_at_most(key, member);
    return bytes <= bytes_max || write(value).size() <= bytes_max;
}

void write_to(std::string& out, const Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            out += "null";
            return;
        case boost::json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            return;
        case boost::json::kind::int64:
            return write_number(out, value.get_int64());
        case boost::json::kind::uint64:
            return write_number(out, value.get_uint64());
        case boost::json::kind::double_:
            return write_double(out, value.get_double());
        case boost::json::kind::string:
            return write_string(out, value.get_string());
        case boost::json::kind::array:
            return write_to(out, value.get_array());
        case boost::json::kind::object:
            return write_to(out, value.get_object());
    }
}

void write_to(std::string& out, const Object& value) {
    out += '{';
    bool first = true;
    for (const auto& [key, member] : value) {
        if (!first) out += ',';
        first = false;
        write_string(out, key);
        out += ':';
        write_to(out, member);
    }
    out += '}';
}

void write_to(std::string& out, const Array& value) {
    out += '[';
    bool first = true;
    for (const auto& element : value) {
        if (!first) out += ',';
        first = false;
        write_to(out, element);
    }
    out += ']';
}

void write_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain_from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text.substr(plain_from, at - plain_from));
        write_escape(out, c);
        plain_from = at + 1;
    }
    out.append(text.substr(plain_from));
    out += '"';
}

const Value* find(const Object& object, std::string_view key) {
    return object.if_contains(key);
}

std::optional<std::string_view> find_string(const Object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string_view(value->get_string());
}

Value text_or_null(const std::string& text) {
    return text.empty() ? Value(nullptr) : Value(text);
}

Value value_or_null(const Object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? Value(nullptr) : *value;
}

std::string string_or(const Object& object, std::string_view key, std::string_view fallback) {
    return std::string(find_string(object, key).value_or(fallback));
}

bool bool_or(const Object& object, std::string_view key, bool fallback) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_bool() ? value->get_bool() : fallback;
}

std::optional<std::int64_t> find_integer(const Object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? std::nullopt : as_integer(*value);
}

std::int64_t integer_or(const Object& object, std::string_view key, std::int64_t fallback) {
    return find_integer(object, key).value_or(fallback);
}

const Object* find_object(const Object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_object();
}

const Array* find_array(const Object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_array();
}

std::vector<std::string> string_list(const Object& object, std::string_view key) {
    std::vector<std::string> texts;
    const auto* array = find_array(object, key);
    if (array == nullptr) return texts;
    for (const auto& element : *array) {
        if (element.is_string()) texts.emplace_back(element.get_string());
    }
    return texts;
}

Array to_array(const std::vector<std::string>& texts) {
    Array array;
    array.reserve(texts.size());
    for (const auto& text : texts) array.emplace_back(text);
    return array;
}

std::optional<std::int64_t> as_integer(const Value& value) {
    if (value.is_int64()) return value.get_int64();
    if (value.is_uint64()) return std::nullopt;  // above the int64 range, else it were int64
    if (!value.is_double()) return std::nullopt;
    constexpr double exact_up_to = 9007199254740992.0;
    const double number = value.get_double();
    if (number != std::trunc(number) || std::abs(number) > exact_up_to) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

std::optional<double> as_number(const Value& value) {
    if (value.is_int64()) return static_cast<double>(value.get_int64());
    if (value.is_uint64()) return static_cast<double>(value.get_uint64());
    if (value.is_double()) return value.get_double();
    return std::nullopt;
}

bool is_blank(const Value& value) {
    if (value.is_null()) return true;
    if (const auto* text = value.if_string()) return text->empty();
    if (const auto* array = value.if_array()) return array->empty();
    if (const auto* object = value.if_object()) return object->empty();
    return false;
}

std::string pointer_step(std::string_view key) {
    std::string step;
    for (const char c : key) {
        if (c == '~') {
            step += "~0";
        } else if (c == '/') {
            step += "~1";
        } else {
            step += c;
        }
    }
    return step;
}

}  // namespace amparo::json
