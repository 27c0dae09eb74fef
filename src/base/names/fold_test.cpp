#include <gmock/gmock.h>

#include <random>

#include "base/names/fold.hpp"
#include "base/names/fold_rules.hpp"
#include "base/names/folded_words.hpp"

namespace amparo::names {
namespace {

constexpr char32_t surrogates_begin = 0xD800;
constexpr char32_t surrogates_end = 0xE000;

/// Splits a folded name the plain way.
std::vector<std::string> split(const std::u32string& folded) {
    std::vector<std::string> words;
    std::u32string word;
    const auto end_word = [&] {
        if (!word.empty() && words.size() < name_tokens_max) words.push_back(to_utf8(word));
        word.clear();
    };
    for (const auto letter : folded) {
        const bool is_letter = letter != U' ';
        if (!is_letter || (!word.empty() && script_of(word.back()) != script_of(letter))) {
            end_word();
        }
        if (is_letter) word.push_back(letter);
    }
    end_word();
    return words;
}

std::vector<std::string> without_titles(std::vector<std::string> words) {
    const auto is_title = [](const std::string& word) {
        return kind_of_word(word) == WordKind::title;
    };
    if (!std::ranges::all_of(words, is_title)) std::erase_if(words, is_title);
    return words;
}

/// The short way to fold gives what the rules give.
void expect_folded_by_rules(const std::string& name) {
    const auto folded = fold_by_rules(name);
    ASSERT_EQ(fold_name(name), folded) << name;
    const FoldedWords read(name);
    std::vector<std::string> words;
    for (const auto& word : read.words()) {
        words.emplace_back(word.text);
        ASSERT_EQ(word.script, script_of(to_utf32(word.text).front())) << name;
        ASSERT_EQ(word.kind, kind_of_word(word.text)) << name;
    }
    ASSERT_EQ(words, without_titles(split(folded))) << name;
}

/// Names of pieces that meet many rules, of any letters and of any bytes.
class AnyNames {
  public:
    std::string next() {
        std::string name;
        const auto pieces = 1 + random_() % 12;
        for (std::size_t at = 0; at < pieces; ++at) name += piece();
        return name;
    }

  private:
    std::string piece() {
        static const char* const words[] = {"Dr",   "Haji", "al-",    "’",  "د",  "ال", "الدين",
                                            "ءل",   "ـ",    "о",      "р",  "жa", "é",  "ǅ",
                                            "ﬃ",    "ﷺ",    "\u0345", "İ",  "ß",  "ወ",  "စ",
                                            "한글", "ｗｉ", "\u302E", "´a", " ",  "-",  "mohd"};
        switch (random_() % 4) {
            case 0:
                return {1, static_cast<char>(random_())};
            case 1:
                return letter_below(0x3000);
            case 2:
                return letter_below(0x110000);
            default:
                return words[random_() % std::size(words)];
        }
    }
    std::string letter_below(char32_t end) {
        const auto letter = static_cast<char32_t>(random_() % end);
        return to_utf8(std::u32string(1, letter));
    }

    std::mt19937 random_{5};
};

TEST(FoldName, EachCharacterBecomesWhatTheRulesSay) {
    for (char32_t letter = 0; letter < 0x20000; letter += letter < 0x2100 ? 1 : 3) {
        if (letter >= surrogates_begin && letter < surrogates_end) continue;
        const auto written = to_utf8(std::u32string(1, letter));
        expect_folded_by_rules("a" + written + " \u0301" + written + "e");
    }
}

TEST(FoldName, AnyNameBecomesWhatTheRulesSay) {
    AnyNames names;
    for (int round = 0; round < 20'000; ++round) expect_folded_by_rules(names.next());
}

TEST(FoldName, LongNamesBecomeWhatTheRulesSay) {
    AnyNames names;
    for (int round = 0; round < 20; ++round) {
        std::string name;
        while (name.size() < 10'000) name += names.next();
        expect_folded_by_rules(name);
    }
    for (const std::size_t size : {255U, 256U, 257U, 10'000U}) {
        expect_folded_by_rules(std::string(size, 'a'));
        expect_folded_by_rules(std::string(size - 1, 'a') + " ");
        expect_folded_by_rules("é" + std::string(size - 1, 'a') + " b");
    }
}

}  // namespace
}  // namespace amparo::names
