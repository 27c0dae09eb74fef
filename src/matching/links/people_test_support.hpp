#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "matching/links/link.hpp"

namespace amparo::matching::links::testing {

/// People from the text of one CSV file; fails the program when it is refused.
People people_of(const std::string& csv, const ColumnMap& map);
/// The map of the invented files: given, family, born, town, zip, mail, all by their kinds.
ColumnMap invented_map();

/// How an invented file is made.
struct Invention {
    std::uint32_t seed = 1;
    int persons = 600;
    int copies_most = 3;         // records of one person, from one
    double error_share = 0.25;   // fields with a typing error
    double missing_share = 0.1;  // fields left empty
    double swap_share = 0.05;    // records with given name and surname exchanged
    std::size_t nations = 1;     // each with names of its own
    std::size_t towns = 60;      // each with an area of post codes
    int household = 1;           // persons who share a surname, a town and a post code
};

/// An invented person file and which of its records are one person.
struct InventedFile {
    std::string csv;
    std::set<std::pair<std::string, std::string>> truth;  // ids, the smaller first
};
/// Names, places and addresses from syllables, common ones more often; the same seed gives the
/// same file.
InventedFile invent(const Invention& how);

/// The best harmonic mean of precision and recall over all thresholds.
double best_f1(const People& people, const std::vector<Link>& links, const InventedFile& file);

}  // namespace amparo::matching::links::testing
