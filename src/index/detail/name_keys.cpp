#include "index/detail/name_keys.hpp"

#include "base/text.hpp"

namespace amparo::index {
namespace {

/// The sound class of a Latin letter; '\0' for vowels and the like, which do not count.
char class_of(char letter) {
    static constexpr std::string_view letters = "bpfvmtdszjkgqclrnx";
    static constexpr std::string_view classes = "BBFFMTTSSJKKKKLRNK";
    const auto at = letters.find(letter);
    return at == std::string_view::npos ? '\0' : classes[at];
}

}  // namespace

std::vector<std::string> name_tokens(std::string_view name) {
    auto tokens = text::words(text::strip_marks(text::fold_case(name)));
    if (tokens.size() > name_tokens_max) tokens.resize(name_tokens_max);
    return tokens;
}

std::vector<std::string> name_token_keys(std::string_view token) {
    std::string key;
    for (const auto letter : text::to_latin(token)) {
        const auto sound = class_of(letter);
        if (sound != '\0' && (key.empty() || key.back() != sound)) {
            key.push_back(sound);
        } else if (sound == '\0' && key.empty()) {
            key.push_back('A');
        }
    }
    if (key.empty()) return {};
    return {key};
}

}  // namespace amparo::index
