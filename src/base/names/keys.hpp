#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::names {

/// Names longer than this are cut at a token border.
inline constexpr std::size_t name_tokens_max = 12;
inline constexpr std::size_t name_characters_max = 256;

/// A name in words: the version of the rules is stored beside everything derived by them.
inline constexpr std::string_view pipeline_version = "name-pipeline-1";

/// The folded tokens of a name, without titles, particles and articles (matching.md 4.2).
std::vector<std::string> name_tokens(std::string_view name);
/// Whose name tells of a child alone: two words, of which the first says mother or father
/// (Umm Ahmad, Baba Juma). Some names that are given look the same.
enum class Teknonym : std::uint8_t { none, of_mother, of_father };

/// The name with every particle glued to the word that follows ("delarosa"), or none when that
/// changes nothing.
struct NameReadings {
    std::vector<std::string> tokens;
    std::vector<std::string> glued;
    Teknonym teknonym = Teknonym::none;
};
NameReadings read_name(std::string_view name);
/// The key of a string of phones.
std::string name_key(std::string_view phones);
/// The keys under which a token sounds alike across spellings and scripts, at most 8, in order;
/// none for scripts we cannot read (matching.md 4.4).
std::vector<std::string> name_token_keys(std::string_view token);

}  // namespace amparo::names
