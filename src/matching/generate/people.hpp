#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "matching/engine/values.hpp"
#include "matching/generate/traditions.hpp"

namespace amparo::matching {

/// Somebody as they are, before anybody writes them down.
struct Person {
    std::vector<Spellings> name;  // in order: given name first
    bool is_female = false;
    Day born = 0;
};

/// Children with their parents and one more relative, who were separated together.
struct Family {
    const Tradition* tradition = nullptr;
    Person father;
    Person mother;
    Person uncle;
    std::vector<Person> children;
    std::string country;
    std::string home;  // location codes
    std::string separation;
    Day separated = 0;
    std::string cause;
    std::string religion;
    std::string language;
    std::string ethnicity;
    std::string phone;
};

/// A family of one of the traditions.
Family invent_family(const std::vector<Tradition>& traditions, Dice& dice);
/// The rows of all locations that families come from: location_code,parent_code,admin_level.
std::string all_locations(std::size_t countries);
/// A location of a country; `depth` 1 to 3.
std::string invent_location(std::size_t country, int depth, Dice& dice);

/// A name as somebody writes it: spelling, script, order, left-out and joined parts, slips.
std::string written_name(const Person& person, const Tradition& tradition, Dice& dice);
/// What a parent is called by the name of a child: "Umm Ahmad".
std::string written_teknonym(const Spellings& parent_of, const Person& child,
                             const Tradition& tradition, Dice& dice);
/// Only the given name.
std::string written_given(const Person& person, Dice& dice);
std::string written_day(Day day);

}  // namespace amparo::matching
