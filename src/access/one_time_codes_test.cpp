#include "access/one_time_codes.hpp"

#include <gtest/gtest.h>

#include <set>

namespace amparo::access {
namespace {

const SecretText rfc_key("12345678901234567890");

Instant at(std::int64_t seconds) {
    return Instant(std::chrono::seconds(seconds));
}

TEST(OneTimeCodes, AreThoseOfRfc4226) {
    // Appendix D, counters 0 to 9.
    const std::string codes[] = {"755224", "287082", "359152", "969429", "338314",
                                 "254676", "287922", "162583", "399871", "520489"};
    for (std::int64_t counter = 0; counter < 10; ++counter)
        EXPECT_EQ(one_time_code(rfc_key, counter).reveal(), codes[counter]) << counter;
}

TEST(OneTimeCodes, AreThoseOfRfc6238) {
    // Appendix B, SHA-1; the last six of its eight digits.
    struct Vector {
        std::int64_t seconds;
        const char* code;
    };
    for (const auto& [seconds, code] :
         {Vector{59, "287082"}, Vector{1111111109, "081804"}, Vector{1111111111, "050471"},
          Vector{1234567890, "005924"}, Vector{2000000000, "279037"},
          Vector{20000000000, "353130"}}) {
        EXPECT_EQ(one_time_code(rfc_key, one_time_step(at(seconds))).reveal(), code);
        EXPECT_EQ(step_of_code(rfc_key, code, at(seconds)), one_time_step(at(seconds)));
    }
}

TEST(OneTimeCodes, AreTakenOneStepEarlyOrLateAndNoFurther) {
    const auto now = at(1'700'000'015);
    const auto step = one_time_step(now);
    for (std::int64_t drift = -3; drift <= 3; ++drift) {
        const auto code = one_time_code(rfc_key, step + drift);
        const auto found = step_of_code(rfc_key, code.reveal(), now);
        if (drift >= -1 && drift <= 1) {
            EXPECT_EQ(found, step + drift) << drift;
        } else {
            EXPECT_FALSE(found) << drift;
        }
    }
}

TEST(OneTimeCodes, AreReadWithBlanksAndInNoOtherLength) {
    const auto now = at(59);
    EXPECT_TRUE(step_of_code(rfc_key, " 287 082 ", now));
    EXPECT_TRUE(step_of_code(rfc_key, "287-082", now));
    for (const auto* wrong : {"", "28708", "2870820", "94287082", "287083", "abcdef", "٢٨٧٠٨٢"})
        EXPECT_FALSE(step_of_code(rfc_key, wrong, now)) << wrong;
    EXPECT_FALSE(step_of_code(rfc_key, std::string(100'000, ' ') + "287082", now));
}

TEST(OneTimeCodes, KeysAreWrittenInBase32) {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "MY"},
                                                           {"fo", "MZXQ"},
                                                           {"foo", "MZXW6"},
                                                           {"foob", "MZXW6YQ"},
                                                           {"fooba", "MZXW6YTB"},
                                                           {"foobar", "MZXW6YTBOI"}};
    for (const auto& [bytes, text] : vectors) EXPECT_EQ(base32(bytes), text);
    EXPECT_EQ(base32(rfc_key.reveal()), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TEST(OneTimeCodes, TheAddressNamesTheDeploymentAndTheUser) {
    EXPECT_EQ(one_time_address("Case book", "ana@example.org", rfc_key).reveal(),
              "otpauth://totp/Case%20book:ana%40example.org"
              "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Case%20book");
}

TEST(OneTimeCodes, KeysAreNewEachTime) {
    SystemRandom random;
    EXPECT_EQ(new_one_time_key(random).reveal().size(), one_time_key_bytes);
    EXPECT_FALSE(new_one_time_key(random).equals(new_one_time_key(random)));
}

TEST(RecoveryCodes, AreReadHoweverTheyAreTyped) {
    EXPECT_EQ(plain_recovery_code(" K3FZ 9d2m-QX7T\n").reveal(), "k3fz9d2mqx7t");
    EXPECT_EQ(plain_recovery_code("oiL0").reveal(), "0110");
    EXPECT_EQ(plain_recovery_code("").reveal(), "");
    EXPECT_LE(plain_recovery_code(std::string(100'000, 'a')).reveal().size(), 64U);
}

TEST(RecoveryCodes, AreNewEachTimeAndReadBackAsThemselves) {
    SystemRandom random;
    std::set<std::string> codes;
    for (int count = 0; count < 100; ++count) {
        const auto code = new_recovery_code(random).reveal();
        EXPECT_EQ(code.size(), 14U) << code;
        EXPECT_EQ(plain_recovery_code(code).reveal().size(), 12U) << code;
        codes.insert(code);
    }
    EXPECT_EQ(codes.size(), 100U);
}

}  // namespace
}  // namespace amparo::access
