#include "records/duplicate_key.hpp"

#include "base/text.hpp"

namespace amparo::records {
namespace {

/// Arabic-Indic digits (U+0660…) and those of Persian and Urdu (U+06F0…) as 0–9.
std::string with_plain_digits(std::string_view text) {
    std::string plain;
    for (std::size_t n = 0; n < text.size(); ++n) {
        const auto first = static_cast<unsigned char>(text[n]);
        const auto second =
            n + 1 < text.size() ? static_cast<unsigned char>(text[n + 1]) : std::uint8_t{0};
        const bool is_arabic = first == 0xD9 && second >= 0xA0 && second <= 0xA9;
        const bool is_persian = first == 0xDB && second >= 0xB0 && second <= 0xB9;
        if (is_arabic || is_persian) {
            plain += static_cast<char>('0' + (second & 0x0FU));
            ++n;
        } else {
            plain += text[n];
        }
    }
    return plain;
}

std::string text_of(const json::Value* value) {
    if (value == nullptr) return "";
    if (const auto* text = value->if_string()) return std::string(*text);
    if (const auto number = json::as_integer(*value)) return std::to_string(*number);
    return "";
}

}  // namespace

std::map<std::string, std::string> duplicate_fields(const forms::Definitions& definitions,
                                                    std::string_view record_type) {
    std::map<std::string, std::string> fields;
    const auto* types = json::find_object(definitions.system_settings(), "duplicate_field_to_form");
    const auto* own = types == nullptr ? nullptr : json::find_object(*types, record_type);
    if (own == nullptr) return fields;
    for (const auto& [field, form] : *own) {
        if (form.is_string()) fields.emplace(field, form.get_string());
    }
    return fields;
}

std::string duplicate_key(const json::Value* value) {
    return text::join(text::words(text::fold_case(with_plain_digits(text_of(value)))), "");
}

std::string duplicate_column(std::string_view field) {
    return "duplicate_key_of_" + std::string(field);
}

}  // namespace amparo::records
