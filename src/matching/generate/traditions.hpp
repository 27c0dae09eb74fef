#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "matching/generate/dice.hpp"

namespace amparo::matching {

/// One name in the spellings that people write it with.
using Spellings = std::vector<std::string>;

/// How people of one region are named.
struct Tradition {
    std::string id;
    std::vector<Spellings> given_male;
    std::vector<Spellings> given_female;
    std::vector<Spellings> family;      // empty where the father's and grandfather's names follow
    std::vector<std::string> prefixes;  // before the names of boys
    Spellings mother_of;                // what parents are called by before a child's name
    Spellings father_of;
    bool has_two_families = false;  // the father's and the mother's
    double native_share = 0;        // how often people write in their own script
};

/// The traditions of a file such as config/matching/traditions.json, each with further names that
/// are made of its syllables, so that common names are not too common.
Result<std::vector<Tradition>> read_traditions(std::string_view json_text, Dice& dice);

}  // namespace amparo::matching
