#include "notify/mail.hpp"

#include <array>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace amparo::notify {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t line_bytes = 76;      // RFC 2045
constexpr std::size_t word_bytes_max = 42;  // of text in an encoded word of RFC 2047

std::string without_controls(std::string_view text) {
    std::string clean;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) clean += c;
    }
    return clean;
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// Encoded words of whole characters.
std::string encoded_header(std::string_view text) {
    std::string encoded;
    while (!text.empty()) {
        auto length = std::min(word_bytes_max, text.size());
        while (length < text.size() && length > 1 && is_continuation(text[length])) --length;
        if (!encoded.empty()) encoded += "\r\n ";
        encoded += "=?UTF-8?B?" + crypto::base64(text.substr(0, length)) + "?=";
        text.remove_prefix(length);
    }
    return encoded;
}

/// "Wed, 25 Nov 2026 21:03:11 +0000".
std::string date_header(Instant at) {
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const auto iso = format_instant(at);
    std::string text = days.at(std::chrono::weekday(day).c_encoding());
    text += ", " + std::to_string(static_cast<unsigned>(date.day())) + " ";
    text += months.at(static_cast<unsigned>(date.month()) - 1);
    text += " " + iso.substr(0, 4) + " " + iso.substr(11, 8) + " +0000";
    return text;
}

std::string body_lines(const std::string& body) {
    std::string plain;
    for (const char c : body) {
        if (c == '\n') plain += '\r';
        plain += c;
    }
    const auto encoded = crypto::base64(plain);
    std::string lines;
    for (std::size_t at = 0; at < encoded.size(); at += line_bytes) {
        lines += encoded.substr(at, line_bytes);
        lines += line_end;
    }
    return lines;
}

}  // namespace

std::string message_of(const Mail& mail, const Envelope& envelope, Random& random) {
    const auto from = without_controls(envelope.from);
    const auto at_sign = from.find('@');
    const auto domain = at_sign == std::string::npos ? "localhost" : from.substr(at_sign + 1);
    constexpr std::size_t id_bytes = 18;
    std::string message;
    const auto add = [&](std::string_view name, const std::string& value) {
        message += name;
        message += ": ";
        message += value;
        message += line_end;
    };
    add("Date", date_header(envelope.at));
    add("From", encoded_header(without_controls(mail.sender)) + " <" + from + ">");
    add("To", "<" + without_controls(mail.to) + ">");
    add("Subject", encoded_header(without_controls(mail.subject)));
    add("Message-ID", "<" + crypto::random_token(random, id_bytes) + "@" + domain + ">");
    add("Auto-Submitted", "auto-generated");
    add("MIME-Version", "1.0");
    add("Content-Language", mail.locale);
    add("Content-Type", "text/plain; charset=utf-8");
    add("Content-Transfer-Encoding", "base64");
    message += line_end;
    message += body_lines(mail.body);
    return message;
}

}  // namespace amparo::notify
