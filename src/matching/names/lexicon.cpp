#include "matching/names/lexicon.hpp"

#include <algorithm>
#include <fstream>

#include "base/names/keys.hpp"
#include "base/text.hpp"

namespace amparo::matching {
namespace {

Result<std::ifstream> open_file(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) return refuse_field(Errc::not_found, file.string(), "errors.matching.no_file");
    return stream;
}

std::string joined(std::string_view spelling) {
    std::string token;
    for (const auto& word : names::name_tokens(spelling)) token += word;
    return token;
}

}  // namespace

Result<Lexicon> Lexicon::load(const std::filesystem::path& directory) {
    Lexicon lexicon;
    AMPARO_TRY(auto variants, open_file(directory / "name-variants.tsv"));
    std::string line;
    while (std::getline(variants, line)) {
        if (line.empty() || line.starts_with('#')) continue;
        std::vector<std::string> spellings;
        for (const auto spelling : text::split(line, '\t')) spellings.emplace_back(spelling);
        lexicon.add_group(spellings);
    }
    AMPARO_TRY(auto known, open_file(directory / "known-names.txt"));
    while (std::getline(known, line)) {
        if (!line.starts_with('#')) lexicon.add_known(line);
    }
    return lexicon;
}

void Lexicon::add_group(const std::vector<std::string>& spellings) {
    for (const auto& spelling : spellings) {
        const auto token = joined(spelling);
        if (token.empty()) continue;
        auto& groups = groups_[token];
        if (groups.empty() || groups.back() != group_count_) groups.push_back(group_count_);
    }
    ++group_count_;
}

void Lexicon::add_known(std::string_view name) {
    auto token = joined(name);
    if (!token.empty()) known_.insert(std::move(token));
}

const std::vector<Lexicon::Group>& Lexicon::groups_of(std::string_view token) const {
    static const std::vector<Group> nowhere;
    const auto found = groups_.find(token);
    return found == groups_.end() ? nowhere : found->second;
}

bool Lexicon::is_known(std::string_view token) const {
    return known_.contains(token);
}

}  // namespace amparo::matching
