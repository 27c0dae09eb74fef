#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "notify/detail/curl.hpp"

namespace amparo::notify::detail {

/// A range of addresses, as operators write it: "10.20.0.0/16", "fd00::/8", "192.168.1.7".
struct AddressRange {
    std::array<std::uint8_t, 16> bytes{};  // IPv4 in its IPv6 form, ::ffff:a.b.c.d
    unsigned bits = 128;

    /// `invalid` when it is none.
    static Result<AddressRange> parse(std::string_view text);
};
/// All of a list by comma; `invalid` naming nothing when one of them is none.
Result<std::vector<AddressRange>> parse_ranges(std::string_view list);

/// Whether the address is none of the public Internet: this machine, private and link-local
/// networks, shared address space, multicast (RFC 6890), and what leads to IPv4 in IPv6 (6to4,
/// Teredo, NAT64). What is neither IPv4 nor IPv6 is private; a range stands for its first address.
bool is_private(const curl_sockaddr& target);
bool is_private(const AddressRange& target);
/// Whether it lies in one of the ranges.
bool is_in(const curl_sockaddr& target, const std::vector<AddressRange>& ranges);
bool is_in(const AddressRange& target, const std::vector<AddressRange>& ranges);

}  // namespace amparo::notify::detail
