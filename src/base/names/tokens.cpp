#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/names/fold.hpp"
#include "base/names/keys.hpp"

namespace amparo::names {
namespace {

using Token = std::u32string;

/// A few words, of which most others are told apart by one look.
class Words {
  public:
    Words(std::initializer_list<std::u32string_view> words) {
        for (const auto word : words) buckets_[bucket_of(word)].push_back(word);
    }
    bool contains(std::u32string_view word) const {
        if (word.empty()) return false;
        const auto& bucket = buckets_[bucket_of(word)];
        return std::ranges::find(bucket, word) != bucket.end();
    }

  private:
    static std::size_t bucket_of(std::u32string_view word) {
        return (word.front() * 31U + word.back() * 7U + word.size()) % 256U;
    }

    std::array<std::vector<std::u32string_view>, 256> buckets_;
};

const Words& titles() {
    static const Words words = {
        U"mr",     U"mrs",   U"ms",     U"miss",    U"dr",      U"prof",    U"haji",    U"hajji",
        U"hajja",  U"hadji", U"alhaji", U"alhadji", U"elhadj",  U"elhadji", U"hadj",    U"m",
        U"mme",    U"mlle",  U"sr",     U"sra",     U"srta",    U"don",     U"dona",    U"sheikh",
        U"shaikh", U"bwana", U"mzee",   U"ustaz",   U"sayyida", U"ato",     U"weizero", U"السيد",
        U"السيده", U"الحاج", U"الحاجه", U"الدكتور", U"الاستاذ", U"الشيخ"};
    return words;
}

const Words& particles() {
    static const Words words = {
        U"al",   U"el",    U"ul",   U"ar",  U"as",   U"ash",  U"ach",   U"at",   U"ad",  U"an",
        U"az",   U"er",    U"es",   U"en",  U"ed",   U"et",   U"ech",   U"ez",   U"ur",  U"ud",
        U"us",   U"bin",   U"ibn",  U"ben", U"bint", U"bent", U"binti", U"ould", U"uld", U"wuld",
        U"mint", U"walad", U"weld", U"wa",  U"de",   U"del",  U"della", U"da",   U"do",  U"dos",
        U"das",  U"du",    U"di",   U"la",  U"le",   U"las",  U"los",   U"y",    U"e",   U"van",
        U"von",  U"der",   U"den",  U"بن",  U"ابن",  U"بنت",  U"ولد",   U"ال"};
    return words;
}

const Words& mohammed_short() {
    static const Words words = {U"md", U"mohd", U"muhd", U"mhd", U"mohmd"};
    return words;
}

/// Names that begin with the letters of the Arabic article without having one.
const Words& without_article() {
    static const Words words = {U"الياس",   U"الهام",    U"الماس", U"البرت", U"الفريد",
                                U"الكسندر", U"اليزابيث", U"الين",  U"الفا",  U"الفونس",
                                U"السا",    U"الما",     U"الكس",  U"الدو"};
    return words;
}

std::vector<Token> split_letters(const std::u32string& folded) {
    std::vector<Token> tokens;
    Token token;
    const auto end_token = [&] {
        if (!token.empty() && tokens.size() < name_tokens_max) tokens.push_back(std::move(token));
        token.clear();
    };
    for (const auto letter : folded) {
        if (letter == U' ') {
            end_token();
            continue;
        }
        if (!token.empty() && script_of(token.back()) != script_of(letter)) end_token();
        token.push_back(letter);
    }
    end_token();
    return tokens;
}

/// Drops the words, unless nothing would remain.
void drop_words(std::vector<Token>& tokens, const Words& words) {
    const auto is_dropped = [&](const Token& token) { return words.contains(token); };
    const auto dropped = std::ranges::count_if(tokens, is_dropped);
    if (dropped == 0 || static_cast<std::size_t>(dropped) == tokens.size()) return;
    std::erase_if(tokens, is_dropped);
}

Token reduce_arabic(Token token) {
    constexpr std::u32string_view article = U"ال";
    constexpr std::u32string_view of_faith = U"الدين";
    if (token.size() >= 5 && token.starts_with(article) && !without_article().contains(token)) {
        token.erase(0, article.size());
    }
    if (token.size() > 6 && token.ends_with(of_faith)) {
        token.replace(token.size() - of_faith.size(), of_faith.size(), U"دين");
    }
    const auto god = token.find(U"الله");
    if (god != Token::npos) token.replace(god, 4, U"اله");
    return token == U"عبدل" ? Token(U"عبد") : token;
}

/// "Servant of", in the spellings of its many forms: c?abd[aeiou]?[lrnsztd]?
bool is_abd(std::u32string_view token) {
    if (token.starts_with(U'c')) token.remove_prefix(1);
    if (!token.starts_with(U"abd")) return false;
    token.remove_prefix(3);
    const auto drop_one_of = [&](std::u32string_view letters) {
        if (!token.empty() && letters.find(token.front()) != letters.npos) token.remove_prefix(1);
    };
    drop_one_of(U"aeiou");
    drop_one_of(U"lrnsztd");
    return token.empty();
}

Token reduce(Token token) {
    if (mohammed_short().contains(token)) return U"mohammed";
    if (script_of(token.front()) == Script::arabic) return reduce_arabic(std::move(token));
    return is_abd(token) ? Token(U"abd") : token;
}

/// Every particle glued to the words that follow; a last one stays alone.
std::vector<Token> glue_particles(const std::vector<Token>& words) {
    std::vector<Token> glued;
    Token before;
    for (const auto& word : words) {
        const bool joins = before.empty() || script_of(before.front()) == script_of(word.front());
        if (!joins) glued.push_back(std::exchange(before, {}));
        before += word;
        if (!particles().contains(word)) glued.push_back(std::exchange(before, {}));
    }
    if (!before.empty()) glued.push_back(std::move(before));
    return glued;
}

std::vector<std::string> in_utf8(const std::vector<Token>& tokens) {
    std::vector<std::string> found;
    found.reserve(tokens.size());
    for (const auto& token : tokens) found.push_back(to_utf8(token));
    return found;
}

}  // namespace

NameReadings read_name(std::string_view name) {
    auto tokens = split_letters(fold_name(name));
    drop_words(tokens, titles());
    NameReadings readings;
    if (std::ranges::any_of(tokens, [](const auto& word) { return particles().contains(word); })) {
        auto glued = glue_particles(tokens);
        for (auto& token : glued) token = reduce(std::move(token));
        readings.glued = in_utf8(glued);
    }
    for (auto& token : tokens) token = reduce(std::move(token));
    drop_words(tokens, particles());
    readings.tokens = in_utf8(tokens);
    if (readings.glued == readings.tokens) readings.glued.clear();
    return readings;
}

std::vector<std::string> name_tokens(std::string_view name) {
    return read_name(name).tokens;
}

}  // namespace amparo::names
