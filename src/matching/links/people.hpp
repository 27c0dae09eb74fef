#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"
#include "matching/links/column_map.hpp"
#include "matching/links/csv_reader.hpp"
#include "matching/links/dates.hpp"
#include "matching/links/spelling.hpp"

namespace amparo::matching::links {

/// The ordinal of a distinct value; `no_value` where a record has none.
using ValueId = std::uint32_t;
inline constexpr ValueId no_value = 0xFFFFFFFF;
/// The ordinal of a row over all files.
using RecordId = std::uint32_t;

/// Distinct texts and their ordinals, in order of first appearance.
class Dictionary {
  public:
    /// The ordinal of a plain, non-empty text, new or known.
    ValueId add(std::string text);
    std::size_t size() const { return spellings_.size(); }
    const Spelling& operator[](ValueId id) const { return spellings_[id]; }

  private:
    std::vector<Spelling> spellings_;
    std::unordered_map<std::string, ValueId> ids_;
};

/// What is compared about two people.
enum class AspectType : std::uint8_t {
    given,    // the given name, also against the other's surname and further names
    surname,  // the surname, likewise
    further,  // names beside the two: middle names, second surnames
    date,
    words,  // places, addresses, free text
    postcode,
    email,
    code,  // telephones, identifiers, numbers
    category,
};

/// One thing compared, with its distinct values. The three aspects of names have none of their
/// own: they share the dictionary People::names.
struct Aspect {
    AspectType type;
    std::string column;
    Dictionary values = {};
    std::vector<ValueId> of_record = {};
    std::vector<WrittenDate> dates = {};  // by value, of dates
    Dictionary pieces = {};               // words; area of a postcode; parts of an e-mail
    std::vector<std::vector<ValueId>> pieces_of = {};  // by value
};

/// Where the further names of a record come from: first those beside the two names, then the words
/// of a given name of several, then those of such a surname.
struct FurtherParts {
    std::uint8_t beside = 0;  // how many are beside
    std::uint8_t given = 0;   // how many end with the words of the given name
};

/// All rows of all files, ready to be compared.
struct People {
    std::vector<std::string> ids;
    std::vector<std::uint8_t> file;  // by record: which input it came from
    Dictionary names;
    std::vector<ValueId> given;
    std::vector<ValueId> surname;
    std::vector<std::vector<ValueId>> further;
    std::vector<FurtherParts> further_parts;
    std::vector<Aspect> aspects;

    std::size_t size() const { return ids.size(); }
    /// The names of a record in any role.
    std::vector<ValueId> names_of(RecordId record) const;
};

/// An input file's table with its name for messages.
struct PersonFile {
    std::string name;
    Table table;
};

/// Reads all files by one column map. `invalid`: a column of the map is missing in a file, an id
/// is empty or occurs twice (over all files).
Result<People> gather(std::span<const PersonFile> files, const ColumnMap& map);

}  // namespace amparo::matching::links
