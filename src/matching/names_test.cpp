#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/json.hpp"
#include "base/names/keys.hpp"
#include "base/names/segments.hpp"
#include "base/names/variants.hpp"
#include "matching/names/name_evidence.hpp"

namespace amparo::matching {
namespace {

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

std::string level_of(const std::string& left, const std::string& right, const Lexicon& lexicon) {
    const auto left_tokens = names::name_tokens(left);
    const auto right_tokens = names::name_tokens(right);
    if (left_tokens.size() != 1 || right_tokens.size() != 1) return "not one token each";
    const auto one = Token::of(left_tokens.front(), lexicon);
    const auto other = Token::of(right_tokens.front(), lexicon);
    EXPECT_EQ(compare(one, other), compare(other, one)) << left << " " << right;
    if (compare(one, other) != Level::none) {
        EXPECT_TRUE(are_variants(one, other) || share_a_key(one, other) ||
                    TokenFace::may_be_near(one.face(), other.face()))
            << left << " " << right;
    }
    return {letter_of(compare(one, other))};
}

float similarity_of(const std::string& left, const std::string& right) {
    const Lexicon lexicon;
    Dictionary dictionary(lexicon);
    std::vector<TokenId> ids;
    const auto one = store_name(left, dictionary, ids);
    const auto other = store_name(right, dictionary, ids);
    LevelCache levels(dictionary);
    const auto similarity = name_similarity(one.in(ids), other.in(ids), levels);
    EXPECT_NEAR(similarity, name_similarity(other.in(ids), one.in(ids), levels), 1e-6);
    return similarity;
}

TEST(Names, SegmentsAreThoseOfTheSharedVectors) {
    for (const auto& value : vectors_of("keys")) {
        const auto& vector = value.as_object();
        const auto* segments = json::find_array(vector, "segments");
        if (segments == nullptr) continue;
        const auto read = names::name_segments(names::to_utf32(json::string_or(vector, "token")));
        const std::vector<std::string> found(read.begin(), read.end());
        // The vectors write é and ə where our strings have one character a phone.
        std::vector<std::string> wanted;
        for (auto text : json::string_list(vector, "segments")) {
            for (const auto& [letter, digit] :
                 {std::pair<std::string, std::string>{"é", "8"}, {"ə", "9"}}) {
                for (auto at = text.find(letter); at != text.npos; at = text.find(letter)) {
                    text.replace(at, letter.size(), digit);
                }
            }
            wanted.push_back(text);
        }
        EXPECT_THAT(found, ::testing::UnorderedElementsAreArray(wanted))
            << json::string_or(vector, "id");
    }
}

/// The keys of a token, every step written out, as far as they fit into a number.
std::vector<std::string> keys_in_steps(std::u32string_view token) {
    std::vector<std::string> keys;
    for (const auto& segment : names::name_segments(token)) {
        for (const auto& variant : names::name_variants(segment)) {
            const auto key = names::name_key(variant).substr(0, 16);
            const bool is_new = std::ranges::find(keys, key) == keys.end();
            if (!key.empty() && is_new && keys.size() < 8) keys.push_back(key);
        }
    }
    return keys;
}

TEST(Names, KeysAsNumbersAreThoseInLettersAsFarAsTheyFit) {
    const std::string many = "thabdxvwzlrchgnjagecirqukhartzlwrvdhthx";
    for (const std::string token : {"amina", "abdxul", "thaworzlrch", "alvadhezrl", "جمال", "ግርማ",
                                    "гжегож", "e", "한글", many.c_str()}) {
        const auto letters = names::to_utf32(token);
        std::vector<std::string> found;
        for (const auto code : key_codes_of(letters)) found.push_back(key_text(code));
        EXPECT_EQ(found, keys_in_steps(letters)) << token;
    }
    EXPECT_THAT(keys_in_steps(names::to_utf32(many)), ::testing::SizeIs(8));
}

TEST(Names, TokenLevelsAreThoseOfTheSharedVectors) {
    const Lexicon empty;
    for (const auto& value : vectors_of("token_pairs")) {
        const auto& vector = value.as_object();
        EXPECT_EQ(level_of(json::string_or(vector, "a"), json::string_or(vector, "b"), empty),
                  json::string_or(vector, "level"))
            << json::string_or(vector, "id") << " " << json::string_or(vector, "a") << " "
            << json::string_or(vector, "b");
    }
}

TEST(Names, LexiconLevelsAreThoseOfTheSharedVectors) {
    for (const auto& value : vectors_of("lexicon_pairs")) {
        const auto& vector = value.as_object();
        Lexicon lexicon;
        for (const auto& group : *json::find_array(vector, "lexicon")) {
            std::vector<std::string> spellings;
            for (const auto& name : group.as_array()) spellings.emplace_back(name.as_string());
            lexicon.add_group(spellings);
        }
        EXPECT_EQ(level_of(json::string_or(vector, "a"), json::string_or(vector, "b"), lexicon),
                  json::string_or(vector, "level"))
            << json::string_or(vector, "id");
    }
}

TEST(Names, SimilaritiesAreThoseOfTheSharedVectors) {
    for (const auto& value : vectors_of("name_pairs")) {
        const auto& vector = value.as_object();
        const auto wanted = json::as_number(*json::find(vector, "similarity")).value();
        const auto tolerance = json::as_number(*json::find(vector, "tolerance")).value();
        EXPECT_NEAR(similarity_of(json::string_or(vector, "a"), json::string_or(vector, "b")),
                    wanted, tolerance)
            << json::string_or(vector, "id");
    }
}

TEST(Names, KnownNamesOneLetterApartAreTwoNames) {
    Lexicon lexicon;
    EXPECT_EQ(level_of("Marta", "Marya", lexicon), "T");
    lexicon.add_known("Marta");
    EXPECT_EQ(level_of("Marta", "Marya", lexicon), "T");
    lexicon.add_known("Marya");
    EXPECT_EQ(level_of("Marta", "Marya", lexicon), "I");
}

TEST(Names, InitialsMeetNamesOfOtherScripts) {
    const Lexicon empty;
    const std::pair<const char*, const char*> meet[] = {
        {"K", "كريم"},    {"م", "Tariq"},   {"أ", "Ahmed"}, {"ح", "Haidar"}, {"S", "شادي"},
        {"П", "Petimat"}, {"መ", "Merhawi"}, {"W", "وائل"},  {"Y", "ياسر"}};
    for (const auto& [initial, name] : meet) {
        const bool is_wrong = std::string_view(name) == "Tariq";
        EXPECT_EQ(level_of(initial, name, empty), is_wrong ? "N" : "I") << initial << " " << name;
    }
    EXPECT_EQ(level_of("H", "أحمد", empty), "N");
    EXPECT_EQ(level_of("C", "Karim", empty), "N");  // of one script the letter itself
}

TEST(Names, DoubledConsonantsAreSingleInCyrillic) {
    const Lexicon empty;
    EXPECT_EQ(level_of("Анна", "Anna", empty), "V");
    EXPECT_EQ(level_of("Геннадий", "Gennadi", empty), "V");
    EXPECT_EQ(level_of("Кирилл", "Kiril", empty), "V");
}

TEST(Names, NamesOfGodAreWrittenWithAnyVowel) {
    const Lexicon empty;
    EXPECT_EQ(level_of("Nasrullah", "نصرالله", empty), "V");
    EXPECT_EQ(level_of("Asadollah", "اسدالله", empty), "V");
    EXPECT_EQ(level_of("Hekmatullah", "حکمت\u200cالله", empty), "V");
}

TEST(Names, TwoNamesOfServantsMeetThoseWrittenInOne) {
    EXPECT_GT(similarity_of("عبد الرحمن عبد الله", "Abdelrahman Abdallah"), 0.9F);
    EXPECT_GT(similarity_of("Abd el Karim Abdul Rahim", "عبدالكريم عبدالرحيم"), 0.9F);
    EXPECT_LT(similarity_of("عبد الرحمن عبد الله", "Abdelkarim Abdelrahim"), 0.6F);
}

TEST(Names, ShippedGroupsKnowPetNamesOfManyCountries) {
    const auto lexicon =
        Lexicon::load(std::filesystem::path(AMPARO_SOURCE_DIR) / "config/matching").value();
    const std::pair<const char*, const char*> same[] = {
        {"Саша", "Олександра"},   {"Zhenya", "Yevhen"},     {"Настя", "Anastasiia"},
        {"Emeka", "Chukwuemeka"}, {"Mulu", "ሙሉጌታ"},         {"Weldemichael", "ወልደሚካኤል"},
        {"Khine", "Khaing"},      {"Suleman", "Solomon"},   {"Abdou", "Abdoulaye"},
        {"Hamoudi", "محمد"},      {"Pepe", "José"},         {"Djibril", "Gabriel"},
        {"Halyna", "Галя"},       {"Josué", "Yoshua"},      {"Kadiatou", "Khadija"},
        {"Sacdiyo", "سعدية"},     {"Emanueli", "Emmanuel"}, {"Acol", "Achol"},
        {"Johora", "Zahura"},     {"Yenifer", "Jennifer"},  {"Issoufou", "يوسف"}};
    for (const auto& [one, other] : same) EXPECT_EQ(level_of(one, other, lexicon), "V") << one;
}

TEST(Names, NearKeysAreThoseOneLetterApart) {
    const Lexicon empty;
    // Keys STRK, SRTK, STK…: a letter more, less, another, two swapped; not two.
    EXPECT_EQ(level_of("Satarak", "Sataraka", empty), "K");
    EXPECT_EQ(level_of("Sotorik", "Sorotik", empty), "I");
    EXPECT_EQ(level_of("Sotorikum", "Sotoriku", empty), "T");
    EXPECT_EQ(level_of("Sotorikuma", "Satarika", empty), "I");
    EXPECT_EQ(level_of("Sotorikum", "Bataminul", empty), "N");
    EXPECT_EQ(level_of("Sotorikum", "Senamekim", empty), "N");
}

/// Whether strings are one letter apart at most, or two neighbours swapped, by trying it all.
bool are_one_slip_apart(const std::string& left, const std::string& right) {
    if (left == right) return true;
    if (left.size() < right.size()) return are_one_slip_apart(right, left);
    for (std::size_t at = 0; at < left.size(); ++at) {
        auto less = left;
        if (less.erase(at, 1) == right) return true;
        auto other = left;
        if (at < right.size()) other[at] = right[at];
        if (other == right) return true;
        auto swapped = left;
        if (at > 0) std::swap(swapped[at - 1], swapped[at]);
        if (swapped == right) return true;
    }
    return false;
}

TEST(Names, KeysAreNearThatAreOneSlipApart) {
    std::mt19937 random(7);
    std::size_t near = 0;
    const auto any = [&](std::size_t below) { return std::size_t{random()} % below; };
    const auto code_of = [](const std::string& letters) {
        KeyCode code = 0;
        for (const auto letter : letters) code = code << 4U | static_cast<KeyCode>(letter - '0');
        return code;
    };
    for (int round = 0; round < 200'000; ++round) {
        std::string left(1 + any(16), '1');
        for (auto& letter : left) letter = static_cast<char>('1' + any(3));
        auto right = left;
        for (auto slips = any(3); slips > 0; --slips) {
            const auto at = any(right.size());
            if (any(2) == 0 && right.size() > 1) right.erase(at, 1);
            if (any(2) == 0 && right.size() < 16) right.insert(at, 1, '2');
            if (at + 1 < right.size()) std::swap(right[at], right[at + 1]);
        }
        const auto are_long = std::min(left.size(), right.size()) >= near_key_letters_min;
        const bool expected = are_long && are_one_slip_apart(left, right);
        near += expected ? 1 : 0;
        ASSERT_EQ(keys_are_near(code_of(left), code_of(right)), expected) << left << " " << right;
        ASSERT_EQ(keys_are_near(code_of(right), code_of(left)), expected) << left << " " << right;
    }
    EXPECT_GT(near, 20'000U);
    EXPECT_LT(near, 180'000U);
}

}  // namespace
}  // namespace amparo::matching
