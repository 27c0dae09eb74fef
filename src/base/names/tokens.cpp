#include <algorithm>
#include <bitset>
#include <utility>

#include "base/names/folded_words.hpp"
#include "base/names/keys.hpp"

namespace amparo::names {
namespace {

std::size_t letter_count(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string reduce_arabic(const FoldedWord& word) {
    constexpr std::string_view article = "ال";
    constexpr std::string_view of_faith = "الدين";
    constexpr std::string_view god = "الله";
    std::string token(word.text);
    const bool has_article = word.kind != WordKind::without_article && token.starts_with(article);
    if (has_article && letter_count(token) >= 5) token.erase(0, article.size());
    if (token.ends_with(of_faith) && letter_count(token) > 6) {
        token.replace(token.size() - of_faith.size(), of_faith.size(), "دين");
    }
    const auto at = token.find(god);
    if (at != std::string::npos) token.replace(at, god.size(), "اله");
    return token == "عبدل" ? "عبد" : token;
}

/// "Servant of", in the spellings of its many forms: c?abd[aeiou]?[lrnsztd]?
bool is_abd(std::string_view token) {
    if (token.starts_with('c')) token.remove_prefix(1);
    if (!token.starts_with("abd")) return false;
    token.remove_prefix(3);
    const auto drop_one_of = [&](std::string_view letters) {
        if (!token.empty() && letters.find(token.front()) != letters.npos) token.remove_prefix(1);
    };
    drop_one_of("aeiou");
    drop_one_of("lrnsztd");
    return token.empty();
}

std::string reduce(const FoldedWord& word) {
    if (word.kind == WordKind::mohammed) return "mohammed";
    if (word.script == Script::arabic) return reduce_arabic(word);
    return std::string(is_abd(word.text) ? "abd" : word.text);
}

bool is_servant(std::string_view token) {
    return token == "abd" || token == "عبد";
}

/// Where two names or more are "servant of …", each is written as one: a reading joins one pair.
void join_servants(std::vector<std::string>& tokens) {
    if (std::ranges::count_if(tokens, is_servant) < 2) return;
    std::vector<std::string> joined;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const bool has_next = at + 1 < tokens.size() && !is_servant(tokens[at + 1]);
        const bool joins =
            is_servant(tokens[at]) && has_next &&
            script_of(to_utf32(tokens[at]).front()) == script_of(to_utf32(tokens[at + 1]).front());
        joined.push_back(tokens[at]);
        if (joins) joined.back() += tokens[++at];
    }
    tokens = std::move(joined);
}

/// Every word reduced, without particles unless nothing else remains.
std::vector<std::string> read_tokens(std::span<const FoldedWord> words) {
    std::vector<std::string> tokens;
    tokens.reserve(words.size());
    std::bitset<name_tokens_max> particles;
    for (const auto& word : words) {
        const auto& token = tokens.emplace_back(reduce(word));
        // An article may have hidden what it is.
        const auto kind = word.script == Script::arabic ? kind_of_word(token) : word.kind;
        particles[tokens.size() - 1] = kind == WordKind::particle;
    }
    if (particles.none() || particles.count() == tokens.size()) {
        join_servants(tokens);
        return tokens;
    }
    std::size_t kept = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (!particles[at]) std::swap(tokens[kept++], tokens[at]);
    }
    tokens.resize(kept);
    join_servants(tokens);
    return tokens;
}

bool is_particle(const FoldedWord& word) {
    return word.kind == WordKind::particle;
}

Teknonym teknonym_of(std::span<const std::string> tokens) {
    if (tokens.size() != 2 || kind_of_word(tokens[1]) == WordKind::compound) return Teknonym::none;
    switch (kind_of_word(tokens[0])) {
        case WordKind::mother_of:
            return Teknonym::of_mother;
        case WordKind::father_of:
            return Teknonym::of_father;
        default:
            return Teknonym::none;
    }
}

/// Every particle glued to the words that follow, then reduced; a last one stays alone.
std::vector<std::string> glue_particles(std::span<const FoldedWord> words) {
    std::vector<std::string> glued;
    std::string before;
    auto script = Script::other;
    const auto end_word = [&] {
        if (before.empty()) return;
        glued.push_back(reduce({before, script, kind_of_word(before)}));
        before.clear();
    };
    for (const auto& word : words) {
        if (script != word.script) end_word();
        script = word.script;
        before += word.text;
        if (!is_particle(word)) end_word();
    }
    end_word();
    return glued;
}

}  // namespace

NameReadings read_name(std::string_view name) {
    const FoldedWords folded(name);
    const auto words = folded.words();
    NameReadings readings{.tokens = read_tokens(words), .glued = {}};
    readings.teknonym = teknonym_of(readings.tokens);
    if (std::ranges::any_of(words, is_particle)) readings.glued = glue_particles(words);
    if (readings.glued == readings.tokens) readings.glued.clear();
    return readings;
}

std::vector<std::string> name_tokens(std::string_view name) {
    const FoldedWords folded(name);
    return read_tokens(folded.words());
}

}  // namespace amparo::names
