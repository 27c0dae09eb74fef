#include "notify/detail/addresses.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/text.hpp"

namespace amparo::notify::detail {
namespace {

using Bytes = std::array<std::uint8_t, 16>;
constexpr unsigned mapped_bits = 96;  // of ::ffff:0:0/96, where IPv4 lies in IPv6

Bytes mapped(const in_addr& address) {
    Bytes bytes{};
    bytes[10] = bytes[11] = 0xff;
    std::memcpy(&bytes[12], &address, sizeof address);
    return bytes;
}

bool is_in_range(const Bytes& address, const AddressRange& range) {
    for (unsigned bit = 0; bit < range.bits; bit += 8) {
        const unsigned left = range.bits - bit;
        const auto mask = static_cast<std::uint8_t>(left >= 8 ? 0xff : 0xff << (8 - left));
        if (((address[bit / 8] ^ range.bytes[bit / 8]) & mask) != 0) return false;
    }
    return true;
}

/// The address in its IPv6 form; nullopt for another kind of address.
std::optional<Bytes> bytes_of(const curl_sockaddr& target) {
    if (target.family == AF_INET) {
        sockaddr_in address{};
        std::memcpy(&address, &target.addr, sizeof address);
        return mapped(address.sin_addr);
    }
    if (target.family != AF_INET6) return std::nullopt;
    sockaddr_in6 address{};
    std::memcpy(&address, &target.addr, std::min<std::size_t>(target.addrlen, sizeof address));
    Bytes bytes{};
    std::memcpy(bytes.data(), &address.sin6_addr, bytes.size());
    return bytes;
}

const std::vector<AddressRange>& private_ranges() {
    static const std::vector<AddressRange> ranges =
        parse_ranges(
            "0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,"
            "192.0.0.0/24,192.168.0.0/16,198.18.0.0/15,224.0.0.0/3,"
            "2001::/23,2001:db8::/32,2002::/16,3fff::/20")
            .value();
    return ranges;
}

bool is_among(const Bytes& address, const std::vector<AddressRange>& ranges) {
    return std::ranges::any_of(
        ranges, [&](const AddressRange& range) { return is_in_range(address, range); });
}

bool is_private_address(const Bytes& address) {
    static const auto any_four = AddressRange::parse("0.0.0.0/0").value();
    static const auto global_six = AddressRange::parse("2000::/3").value();
    const bool is_global = is_in_range(address, any_four) || is_in_range(address, global_six);
    return !is_global || is_among(address, private_ranges());
}

}  // namespace

Result<AddressRange> AddressRange::parse(std::string_view text) {
    const auto slash = text.find('/');
    const std::string address(text.substr(0, slash));
    AddressRange range;
    in_addr four{};
    const bool is_four = inet_pton(AF_INET, address.c_str(), &four) == 1;
    if (is_four) range.bytes = mapped(four);
    if (!is_four && inet_pton(AF_INET6, address.c_str(), range.bytes.data()) != 1)
        return refuse(Errc::invalid, "errors.settings.address_range");
    if (slash == std::string_view::npos) return range;
    const auto digits = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    const unsigned most = is_four ? 32 : 128;
    if (error != std::errc{} || end != digits.data() + digits.size() || bits > most)
        return refuse(Errc::invalid, "errors.settings.address_range");
    range.bits = bits + (is_four ? mapped_bits : 0);
    return range;
}

Result<std::vector<AddressRange>> parse_ranges(std::string_view list) {
    std::vector<AddressRange> ranges;
    for (const auto piece : text::split(list, ',')) {
        const auto trimmed = text::trim(piece);
        if (trimmed.empty()) continue;
        AMPARO_TRY(auto range, AddressRange::parse(trimmed));
        ranges.push_back(range);
    }
    return ranges;
}

bool is_private(const curl_sockaddr& target) {
    const auto address = bytes_of(target);
    if (!address) return true;
    return is_private_address(*address);
}

bool is_private(const AddressRange& target) {
    return is_private_address(target.bytes);
}

bool is_in(const curl_sockaddr& target, const std::vector<AddressRange>& ranges) {
    const auto address = bytes_of(target);
    return address && is_among(*address, ranges);
}

bool is_in(const AddressRange& target, const std::vector<AddressRange>& ranges) {
    return is_among(target.bytes, ranges);
}

}  // namespace amparo::notify::detail
