#include "notify/detail/addresses.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace amparo::notify::detail {
namespace {

/// IPv4 only: those of IPv6 need more room than the type has by itself (push_sender_test.cpp).
curl_sockaddr address(const char* text) {
    curl_sockaddr target{};
    sockaddr_in four{};
    if (inet_pton(AF_INET, text, &four.sin_addr) != 1) return target;
    target.family = AF_INET;
    target.addrlen = sizeof four;
    std::memcpy(&target.addr, &four, sizeof four);
    return target;
}

TEST(Addresses, OfTheOwnNetworkArePrivate) {
    for (const auto* text : {"127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "172.31.255.255",
                             "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.0.8",
                             "198.18.0.1", "224.0.0.1", "255.255.255.255"}) {
        EXPECT_TRUE(is_private(address(text))) << text;
    }
    for (const auto* text : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.0.1"}) {
        EXPECT_FALSE(is_private(address(text))) << text;
    }
    EXPECT_TRUE(is_private(curl_sockaddr{})) << "what is no address of the Internet";
}

TEST(Addresses, OfIPv6ArePrivateWhenTheyLeadToTheOwnNetwork) {
    const auto six = [](const char* text) { return is_private(AddressRange::parse(text).value()); };
    for (const auto* text : {"::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1",
                             "::ffff:169.254.169.254", "::10.0.0.1", "64:ff9b::a00:1",
                             "2002:7f00:1::", "2001:0:1::1", "2001:db8::1"}) {
        EXPECT_TRUE(six(text)) << text;
    }
    for (const auto* text : {"2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "2003::1"}) {
        EXPECT_FALSE(six(text)) << text;
    }
    const auto own = parse_ranges("fd00::/8").value();
    EXPECT_TRUE(is_in(AddressRange::parse("fd12::7").value(), own));
    EXPECT_FALSE(is_in(AddressRange::parse("fe80::7").value(), own));
}

TEST(AddressRanges, HoldWhatTheirBitsSay) {
    const auto ranges = parse_ranges(" 10.20.0.0/16, 192.168.1.7 ,fd00::/8,").value();
    EXPECT_EQ(ranges.size(), 3U);
    EXPECT_TRUE(is_in(address("10.20.255.1"), ranges));
    EXPECT_FALSE(is_in(address("10.21.0.1"), ranges));
    EXPECT_TRUE(is_in(address("192.168.1.7"), ranges));
    EXPECT_FALSE(is_in(address("192.168.1.8"), ranges));
    EXPECT_FALSE(is_in(address("127.0.0.1"), {})) << "no range allows nothing";
    const auto odd = parse_ranges("10.0.0.0/9").value();
    EXPECT_TRUE(is_in(address("10.127.0.1"), odd));
    EXPECT_FALSE(is_in(address("10.128.0.1"), odd));
    EXPECT_TRUE(is_in(address("8.8.8.8"), parse_ranges("0.0.0.0/0").value()));
}

TEST(AddressRanges, RefuseWhatIsNone) {
    for (const auto* text : {"example.org", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0",
                             "fd00::/129", "10.0.0.0/8;11.0.0.0/8"}) {
        EXPECT_FALSE(parse_ranges(text)) << text;
    }
    EXPECT_TRUE(parse_ranges("").value().empty());
}

}  // namespace
}  // namespace amparo::notify::detail
