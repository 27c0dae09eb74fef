#include "matching/generate/traditions.hpp"

#include "base/json.hpp"

namespace amparo::matching {
namespace {

constexpr int invented_names = 40;  // of each kind and tradition

std::vector<Spellings> spellings_in(const json::Object& object, const char* key) {
    std::vector<Spellings> found;
    const auto* list = json::find_array(object, key);
    if (list == nullptr) return found;
    for (const auto& item : *list) {
        Spellings spellings;
        if (!item.is_array()) continue;
        for (const auto& text : item.get_array()) {
            if (text.is_string()) spellings.emplace_back(text.get_string());
        }
        if (!spellings.empty()) found.push_back(std::move(spellings));
    }
    return found;
}

/// A name that nobody bears, and a second way to write it.
Spellings invent(Dice& dice) {
    static const std::vector<std::string> onsets = {"b", "d", "g", "k", "l", "m", "n",  "r",  "s",
                                                    "t", "w", "y", "z", "j", "h", "sh", "mb", "nd"};
    static const std::vector<std::string> vowels = {"a", "e", "i", "o", "u", "a"};
    static const std::vector<std::pair<std::string, std::string>> respellings = {
        {"k", "c"}, {"u", "ou"}, {"sh", "ch"}, {"y", "i"}, {"i", "ee"}, {"w", "ou"}, {"z", "s"}};
    std::string name;
    for (int syllable = dice.between(2, 4); syllable > 0; --syllable) {
        name += dice.one_of(onsets) + dice.one_of(vowels);
    }
    if (dice.falls(0.4)) name += dice.one_of(std::vector<std::string>{"n", "r", "l", "t", "k"});
    auto other = name;
    const auto& [from, to] = dice.one_of(respellings);
    if (const auto at = other.find(from); at != std::string::npos) {
        other.replace(at, from.size(), to);
    }
    for (auto* text : {&name, &other}) (*text)[0] = static_cast<char>((*text)[0] - 'a' + 'A');
    return {name, other};
}

}  // namespace

Result<std::vector<Tradition>> read_traditions(std::string_view json_text, Dice& dice) {
    AMPARO_TRY(const auto object, json::parse_object(json_text));
    std::vector<Tradition> traditions;
    for (const auto& [id, value] : object) {
        if (!value.is_object()) return refuse(Errc::invalid, "errors.matching.not_an_object");
        const auto& given = value.get_object();
        Tradition tradition{.id = id,
                            .given_male = spellings_in(given, "given_m"),
                            .given_female = spellings_in(given, "given_f"),
                            .family = spellings_in(given, "family"),
                            .prefixes = json::string_list(given, "prefix"),
                            .mother_of = json::string_list(given, "mother_of"),
                            .father_of = json::string_list(given, "father_of"),
                            .has_two_families = json::bool_or(given, "double", false)};
        if (tradition.given_male.empty() || tradition.given_female.empty()) {
            return refuse_field(Errc::invalid, "/" + tradition.id,
                                "errors.matching.fields_missing");
        }
        if (const auto* share = json::find(given, "share")) {
            tradition.native_share = json::as_number(*share).value_or(0);
        }
        for (int at = 0; at < invented_names; ++at) {
            tradition.given_male.push_back(invent(dice));
            tradition.given_female.push_back(invent(dice));
            if (!tradition.family.empty()) tradition.family.push_back(invent(dice));
        }
        traditions.push_back(std::move(tradition));
    }
    if (traditions.empty()) return refuse(Errc::invalid, "errors.matching.fields_missing");
    return traditions;
}

}  // namespace amparo::matching
