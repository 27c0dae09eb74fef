#include "access/passkey_cbor.hpp"

#include <gtest/gtest.h>

#include <string>

namespace amparo::access {
namespace {

using namespace std::string_literals;

TEST(PasskeyCbor, TakesWhatKeysWrite) {
    EXPECT_TRUE(is_plain_cbor(""));
    // {1: 2, 3: -7, -1: 1, -2: h'0102'}
    EXPECT_TRUE(is_plain_cbor("\xa4\x01\x02\x03\x26\x20\x01\x21\x42\x01\x02"s));
    // The same with extensions behind it: {"credProtect": 2, "hmac-secret": true}
    EXPECT_TRUE(is_plain_cbor("\xa1\x01\x02\xa2\x6b"s + "credProtect\x02\x6bhmac-secret\xf5"));
    EXPECT_TRUE(is_plain_cbor("\x81\x81\x81\x80"s)) << "four levels";
    EXPECT_TRUE(is_plain_cbor("\x1b\xff\xff\xff\xff\xff\xff\xff\xff"s)) << "a number is no length";
}

TEST(PasskeyCbor, RefusesWhatClaimsMoreThanThereIs) {
    EXPECT_FALSE(is_plain_cbor("\x9a\xc9\x46\x88\xeb\x29"s)) << "three billion items";
    EXPECT_FALSE(is_plain_cbor("\x9b\xff\xff\xff\xff\xff\xff\xff\xff\x00"s));
    EXPECT_FALSE(is_plain_cbor("\xbb\x80\x00\x00\x00\x00\x00\x00\x00\x00"s)) << "twice is none";
    EXPECT_FALSE(is_plain_cbor("\xba\x00\x00\x00\x02\x01\x02"s));
    EXPECT_FALSE(is_plain_cbor("\x5a\x00\x10\x00\x00\x01"s)) << "a million bytes";
    EXPECT_FALSE(is_plain_cbor("\x42\x01"s));
    EXPECT_FALSE(is_plain_cbor("\x19\x01"s)) << "a number that is cut";
    EXPECT_FALSE(is_plain_cbor("\xa1\x01"s)) << "a name without its value";
}

TEST(PasskeyCbor, RefusesWhatNoKeyWrites) {
    EXPECT_FALSE(is_plain_cbor("\x9f\x01\xff"s)) << "a list without a length";
    EXPECT_FALSE(is_plain_cbor("\xc0\x01"s)) << "a tag";
    EXPECT_FALSE(is_plain_cbor("\x1c"s));
    EXPECT_FALSE(is_plain_cbor(std::string(5, '\x81') + "\x80")) << "nested too deep";
    EXPECT_FALSE(is_plain_cbor(std::string(8000, '\x81')));
}

}  // namespace
}  // namespace amparo::access
