#include <gmock/gmock.h>

#include <fstream>
#include <random>
#include <sstream>

#include "base/json.hpp"
#include "base/names/fold.hpp"
#include "base/names/keys.hpp"
#include "base/names/segments.hpp"
#include "base/names/variants.hpp"

namespace amparo::names {
namespace {

using testing::ElementsAreArray;
using testing::UnorderedElementsAreArray;

const json::Object& vectors() {
    static const json::Object all = [] {
        std::ifstream file(AMPARO_SOURCE_DIR "/testdata/name-vectors.json");
        std::stringstream text;
        text << file.rdbuf();
        return json::parse_object(text.str()).value();
    }();
    return all;
}

const json::Array& vectors_of(const char* group) {
    const auto* found = json::find_array(vectors(), group);
    AMPARO_REQUIRE(found != nullptr && !found->empty());
    return *found;
}

TEST(NameKeys, TokensAreThoseOfTheSharedVectors) {
    for (const auto& value : vectors_of("normalise")) {
        const auto& vector = value.as_object();
        EXPECT_THAT(name_tokens(json::string_or(vector, "input")),
                    ElementsAreArray(json::string_list(vector, "tokens")))
            << json::string_or(vector, "id");
    }
}

TEST(NameKeys, KeysAreThoseOfTheSharedVectors) {
    for (const auto& value : vectors_of("keys")) {
        const auto& vector = value.as_object();
        const auto tokens = name_tokens(json::string_or(vector, "input"));
        ASSERT_THAT(tokens, testing::ElementsAre(json::string_or(vector, "token")));
        EXPECT_THAT(name_token_keys(tokens.front()),
                    UnorderedElementsAreArray(json::string_list(vector, "keys")))
            << json::string_or(vector, "id");
    }
}

TEST(NameKeys, TokensShareAKeyAsTheSharedVectorsSay) {
    for (const auto& value : vectors_of("token_pairs")) {
        const auto& vector = value.as_object();
        const auto left = name_tokens(json::string_or(vector, "a"));
        const auto right = name_tokens(json::string_or(vector, "b"));
        ASSERT_EQ(left.size(), 1U) << json::string_or(vector, "id");
        ASSERT_EQ(right.size(), 1U) << json::string_or(vector, "id");
        const auto keys = name_token_keys(right.front());
        bool shares = false;
        for (const auto& key : name_token_keys(left.front())) {
            shares = shares || std::ranges::find(keys, key) != keys.end();
        }
        EXPECT_EQ(shares, json::bool_or(vector, "shares_key", false))
            << json::string_or(vector, "id");
    }
}

TEST(NameKeys, TwoServantsAreWrittenInOneEach) {
    EXPECT_THAT(name_tokens("عبد الرحمن عبد الله"), testing::ElementsAre("عبدرحمن", "عبداله"));
    EXPECT_THAT(name_tokens("Abdul Karim Abd el Rahim"),
                testing::ElementsAre("abdkarim", "abdrahim"));
    EXPECT_THAT(name_tokens("Omar Abdul Karim"), testing::ElementsAre("omar", "abd", "karim"));
    EXPECT_THAT(name_tokens("Abd Abd"), testing::ElementsAre("abd", "abd"));
    EXPECT_THAT(name_tokens("Abd Karim عبد"), testing::ElementsAre("abdkarim", "عبد"));
}

/// The keys of a token, every step written out.
std::vector<std::string> keys_in_steps(const std::string& token) {
    std::vector<std::string> keys;
    for (const auto& segment : name_segments(to_utf32(token))) {
        for (const auto& variant : name_variants(segment)) {
            const auto key = name_key(variant);
            const bool is_new = std::ranges::find(keys, key) == keys.end();
            if (!key.empty() && is_new && keys.size() < 8) keys.push_back(key);
        }
    }
    return keys;
}

TEST(NameKeys, KeysAreThoseOfAllSegmentsAndVariantsInOrder) {
    const std::string_view pieces[] = {"al", "el", "abd", "ul", "ch", "sh", "shch", "tsh", "tx",
                                       "gn", "ll", "gu",  "qu", "ou", "c",  "g",    "j",   "x",
                                       "a",  "e",  "i",   "o",  "r",  "l",  "z",    "w",   "v",
                                       "و",  "ظ",  "ث",   "ي",  "ا",  "г",  "ж",    "о",   "ወ",
                                       "ያ",  "ድ",  "ي",   "خ",  "y",  "h",  "é",    "7",   "한"};
    std::mt19937 random(3);
    std::size_t most = 0;
    for (int round = 0; round < 30'000; ++round) {
        std::string token;
        const auto count = 1 + random() % 9;
        const auto script = random() % 3 * 15;  // mostly of one
        for (std::size_t at = 0; at < count; ++at) {
            const bool is_any = random() % 8 == 0;
            token += pieces[is_any ? random() % std::size(pieces) : script + random() % 15];
        }
        const auto keys = name_token_keys(token);
        ASSERT_EQ(keys, keys_in_steps(token)) << token;
        most = std::max(most, keys.size());
    }
    EXPECT_EQ(most, 8U);
    EXPECT_THAT(name_token_keys(""), testing::IsEmpty());
}

TEST(NameKeys, AChangeOfPhonesIsTriedByItself) {
    EXPECT_THAT(name_variants("alTawrDl"), testing::ElementsAre("alTawrDl", "alsawrDl", "alTawrzl",
                                                                "alTavrDl", "TawrDl", "alTawlDl"));
    EXPECT_THAT(name_variants("WaWzW"), testing::ElementsAre("WaWzW", "WavzW", "WaWsW"));
    EXPECT_THAT(name_variants("zZXv"), testing::ElementsAre("zZXv", "zzXv", "zZhv", "zZXb"));
    EXPECT_THAT(name_variants("ana"), testing::ElementsAre("ana"));
}

TEST(NameKeys, LongNamesAreCutAtATokenBorder) {
    std::string many;
    for (int word = 0; word < 40; ++word) many += std::string(2, char('b' + word % 20)) + "q ";
    EXPECT_EQ(name_tokens(many).size(), name_tokens_max);
    const std::string most(name_characters_max - 4, 'a');
    EXPECT_EQ(name_tokens(most + " bob").size(), 2U);
    EXPECT_THAT(name_tokens(most + " bobo"), testing::ElementsAre(most));
    EXPECT_THAT(name_tokens("é" + most + " bobo"), testing::ElementsAre("e" + most));
}

TEST(NameKeys, BrokenBytesSeparate) {
    EXPECT_THAT(name_tokens("Amina\xFFJuma"), testing::ElementsAre("amina", "juma"));
    EXPECT_THAT(name_tokens(std::string("Ali\0Omar", 8)), testing::ElementsAre("ali", "omar"));
}

TEST(NameKeys, WhoIsCalledByAChildsNameIsKnownByTwoWords) {
    const auto calls = [](std::string_view name) { return read_name(name).teknonym; };
    for (const auto* name : {"Umm Ahmad", "OUM AHMED", "أم أحمد", "ام احمد", "Om al-Khair",
                             "Mama wa Amina", "Mrs Mama Amina", "Madar-e Farhad", "والدة أحمد"}) {
        EXPECT_EQ(calls(name), Teknonym::of_mother) << name;
    }
    for (const auto* name :
         {"Abu Yusuf", "Abou Youssef", "أبو يوسف", "Baba Juma", "Hajji Abu Ali"}) {
        EXPECT_EQ(calls(name), Teknonym::of_father) << name;
    }
    for (const auto* name :
         {"", "Umm", "Abubakar", "Abu Bakr", "Umm Kulthum", "Oum Keltoum", "أبو بكر", "أم كلثوم",
          "Umm Ahmad Fatima", "Ahmad Abu", "Fatima Hassan"}) {
        EXPECT_EQ(calls(name), Teknonym::none) << name;
    }
}

}  // namespace
}  // namespace amparo::names
