#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/compress.hpp"
#include "base/crypto.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace amparo {
namespace {

TEST(Uuid, ReadsOnlyLowerCaseTextForm) {
    const auto id = Uuid::parse("0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9");
    ASSERT_TRUE(id.has_value());
    EXPECT_EQ(id->text(), "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9");
    for (const auto* wrong :
         {"", "0B1C2D3E-4F50-4617-8293-A4B5C6D7E8F9", "0b1c2d3e4f5046178293",
          "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8fg", "0b1c2d3e-4f50-4617-8293+a4b5c6d7e8f9"}) {
        EXPECT_FALSE(Uuid::parse(wrong).has_value()) << wrong;
    }
}

TEST(Uuid, RandomOnesAreVersionFourAndDiffer) {
    SystemRandom random;
    const auto first = Uuid::random(random);
    EXPECT_EQ(first.text()[14], '4');
    EXPECT_NE(first, Uuid::random(random));
}

struct InstantCase {
    const char* text;
    const char* stored;  // null: refused
};

TEST(Clock, ReadsIsoDateTimesAndKeepsMilliseconds) {
    const InstantCase cases[] = {
        {"2024-05-31T08:15:30.123Z", "2024-05-31T08:15:30.123Z"},
        {"2024-05-31T08:15:30.123987Z", "2024-05-31T08:15:30.123Z"},
        {"2020-01-01T03:00:00+03:00", "2020-01-01T00:00:00.000Z"},
        {"2020-01-01T00:00:00-0530", "2020-01-01T05:30:00.000Z"},
        {"2020-01-01T00:00:00", "2020-01-01T00:00:00.000Z"},
        {"0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"},
        {"2020-01-01", nullptr},
        {"2021-02-29T00:00:00Z", nullptr},
        {"2020-01-01T24:00:00Z", nullptr},
        {"2020-01-01T00:00:00Zx", nullptr},
        {"2020-01-01T00:00:00+", nullptr},
        {"29/02/2020", nullptr},
    };
    for (const auto& example : cases) {
        const auto read = parse_instant(example.text);
        ASSERT_EQ(read.has_value(), example.stored != nullptr) << example.text;
        if (read) {
            EXPECT_EQ(format_instant(*read), example.stored) << example.text;
        }
    }
}

TEST(Clock, ReadsDaysThatExist) {
    EXPECT_TRUE(parse_day("2020-02-29").has_value());
    for (const auto* wrong : {"2021-02-29", "2020-2-9", "", "2020-01-01T00:00:00Z", "2020-13-01"})
        EXPECT_FALSE(parse_day(wrong).has_value()) << wrong;
}

TEST(Clock, KnowsWhichDayItIsElsewhere) {
    const auto late = parse_instant("2024-05-31T22:30:00Z");
    EXPECT_EQ(format_day(day_in_zone(*late, "Africa/Nairobi")), "2024-06-01");
    EXPECT_EQ(format_day(day_in_zone(*late, "America/Bogota")), "2024-05-31");
    EXPECT_EQ(format_day(day_in_zone(*late, "UTC")), "2024-05-31");
    EXPECT_TRUE(is_known_zone("Asia/Amman"));
    EXPECT_FALSE(is_known_zone("Mars/Olympus"));
}

TEST(Json, KnowsWhetherItFitsWithoutWriting) {
    const json::Object nested{{"a", "x"},
                              {"rows", json::Array{1, 2.5, nullptr, true, json::Object{}}},
                              {"control\x01", "quote\"and\nbreak"}};
    for (const auto& value : {json::Object{}, nested}) {
        const auto size = json::write(value).size();
        EXPECT_TRUE(json::is_within(value, size));
        EXPECT_FALSE(json::is_within(value, size - 1));
        EXPECT_TRUE(json::is_within(value, size * 100));
    }
    const json::Object escapes{{"text", std::string(1000, '\x01')}};
    EXPECT_FALSE(json::is_within(escapes, 6000));
    EXPECT_TRUE(json::is_within(escapes, json::write(escapes).size()));
}

TEST(Json, WritesNumbersAsPeopleTypeThem) {
    const auto value = json::parse(R"({"a":31.95,"b":100.0,"c":12345678901234567,"d":-0.1})");
    ASSERT_TRUE(value.has_value());
    EXPECT_EQ(json::write(*value), R"({"a":31.95,"b":100,"c":12345678901234567,"d":-0.1})");
}

TEST(Json, ReadsSeventeenDigitsExactly) {
    for (const auto* text : {"0.30000000000000004", "1.7976931348623157e308", "5e-324",
                             "8.41470984807896507", "123456.78901234568"}) {
        const auto value = json::parse(text);
        ASSERT_TRUE(value.has_value()) << text;
        EXPECT_EQ(value->get_double(), std::strtod(text, nullptr)) << text;
    }
}

TEST(Json, RefusesWhatIsNotOneWholeValue) {
    for (const auto* text : {"", "{", "{\"a\":1}x", "nul", "[1,]", "1e999", "{\"a\" 1}",
                             "\"\\u12\"", "\xff", "\"\xc3\x28\"", "\"\xed\xa0\x80\""}) {
        const auto value = json::parse(text);
        ASSERT_FALSE(value.has_value()) << text;
        EXPECT_EQ(value.error().code, Errc::malformed) << text;
    }
}

TEST(Json, HoldsItsLimits) {
    const std::string deep(40, '[');
    EXPECT_EQ(json::parse(deep + std::string(40, ']')).error().code, Errc::malformed);
    const std::string at_limit = std::string(32, '[') + std::string(32, ']');
    EXPECT_TRUE(json::parse(at_limit).has_value());
    EXPECT_EQ(json::parse("[1,2,3]", {.bytes_max = 6}).error().code, Errc::too_large);
    EXPECT_TRUE(json::parse("[1,2,3]", {.bytes_max = 7}).has_value());
}

TEST(Json, EscapesControlCharactersAndKeepsTheRest) {
    std::string out;
    json::write_string(out, std::string_view("a\"\\\n\x01/é", 8));
    EXPECT_EQ(out, "\"a\\\"\\\\\\n\\u0001/é\"");
}

TEST(Text, FoldsStripsAndTransliterates) {
    EXPECT_EQ(text::fold_case("ÉLODIE Straße"), "élodie strasse");
    EXPECT_EQ(text::strip_marks("Élodie"), "Elodie");
    EXPECT_EQ(text::strip_marks("مُحَمَّد"), "محمد");
    EXPECT_EQ(text::to_latin("محمد"), "mhmd");
    EXPECT_EQ(text::to_latin("Алексей"), "aleksei");
    EXPECT_FALSE(text::to_latin("ሙሉጌታ").empty());
}

TEST(Text, CollatesAsPeopleRead) {
    EXPECT_LT(text::collation_key("Adam"), text::collation_key("Zoe"));
    EXPECT_LT(text::collation_key("Emil"), text::collation_key("Émile"));
    EXPECT_LT(text::collation_key("Émile"), text::collation_key("Emma"));
    EXPECT_EQ(text::collation_key("adam"), text::collation_key("ADAM"));
    EXPECT_EQ(text::collation_key(""), "");
}

TEST(Text, FindsWordsAndTrims) {
    EXPECT_EQ(text::words(" Abdul-Rahman, محمد  7 "),
              (std::vector<std::string>{"Abdul", "Rahman", "محمد", "7"}));
    EXPECT_EQ(text::trim(" \t x \n"), "x");
    EXPECT_EQ(text::trim("   "), "");
}

TEST(Text, KnowsBrokenUtf8) {
    EXPECT_TRUE(text::is_utf8("héé 漢 😀"));
    for (const auto* broken : {"\xc3", "\xc3\x28", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\x80"})
        EXPECT_FALSE(text::is_utf8(broken));
}

TEST(Crypto, OpensOnlyWhatItSealedForTheSamePlace) {
    SystemRandom random;
    const auto key = crypto::Key::random(random);
    const auto sealed = crypto::seal(key, "records/1/7", "a child's name", random);
    EXPECT_EQ(sealed.find("child"), std::string::npos);
    EXPECT_EQ(crypto::unseal(key, "records/1/7", sealed).value(), "a child's name");
    EXPECT_FALSE(crypto::unseal(key, "records/1/8", sealed).has_value());
    EXPECT_FALSE(crypto::unseal(crypto::Key::random(random), "records/1/7", sealed).has_value());
    auto torn = sealed;
    torn[torn.size() / 2] = static_cast<char>(torn[torn.size() / 2] ^ 1);
    EXPECT_FALSE(crypto::unseal(key, "records/1/7", torn).has_value());
    EXPECT_FALSE(crypto::unseal(key, "records/1/7", "short").has_value());
}

TEST(Crypto, HashesPasswordsWithArgon2id) {
    const crypto::PasswordCost cheap{.operations = 1, .memory_bytes = 8U << 20};
    const auto phc = crypto::hash_password(SecretText("correct horse battery"), cheap);
    EXPECT_EQ(phc.rfind("$argon2id$", 0), 0U);
    EXPECT_TRUE(crypto::verify_password(SecretText("correct horse battery"), phc));
    EXPECT_FALSE(crypto::verify_password(SecretText("correct horse batterz"), phc));
    EXPECT_FALSE(crypto::needs_rehash(phc, cheap));
    EXPECT_TRUE(crypto::needs_rehash(phc, {.operations = 2, .memory_bytes = 8U << 20}));
}

TEST(Crypto, KnowsTheStandardVectors) {
    // RFC 4231 test case 2 and FIPS 180-4 "abc".
    EXPECT_EQ(crypto::hex(crypto::hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(crypto::hex(crypto::sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(crypto::base64("Amparo"), "QW1wYXJv");
    EXPECT_EQ(crypto::from_base64("QW1wYXJv").value(), "Amparo");
    EXPECT_EQ(crypto::from_base64("QQ").value(), "A");
    EXPECT_FALSE(crypto::from_base64("Q*==").has_value());
    EXPECT_FALSE(crypto::from_hex("abc").has_value());
}

TEST(Compress, GivesBackTheBytesAndHoldsItsLimit) {
    const std::string bytes(100'000, 'x');
    const auto frame = zstd_compress(bytes);
    EXPECT_LT(frame.size(), 1000U);
    EXPECT_EQ(zstd_decompress(frame).value(), bytes);
    EXPECT_EQ(zstd_decompress(frame, 99'999).error().code, Errc::too_large);
    EXPECT_FALSE(zstd_decompress("not a frame").has_value());
    EXPECT_FALSE(zstd_decompress("").has_value());
    const auto two = frame + zstd_compress("the end");
    EXPECT_EQ(zstd_decompress(two).value(), bytes + "the end");
    EXPECT_EQ(zstd_decompress(two, 100'006).error().code, Errc::too_large);
    EXPECT_EQ(zstd_decompress(two, 100'007).value().size(), 100'007u);
    EXPECT_FALSE(zstd_decompress(std::string_view(two).substr(0, two.size() - 1)).has_value());
    EXPECT_FALSE(zstd_decompress(frame + "not a frame").has_value());
    EXPECT_FALSE(zstd_decompress(std::string_view(frame).substr(0, frame.size() / 2)).has_value());
}

TEST(Require, ReportsTheBrokenPromiseWithoutAPath) {
    try {
        AMPARO_REQUIRE(1 + 1 == 3);
        FAIL();
    } catch (const Bug& bug) {
        EXPECT_EQ(std::string(bug.what()).find('/'), std::string::npos);
        EXPECT_NE(std::string(bug.what()).find("1 + 1 == 3"), std::string::npos);
    }
}

}  // namespace
}  // namespace amparo
