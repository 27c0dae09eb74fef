#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "matching/model/configuration.hpp"

namespace amparo::matching {

/// What a comparator reads of a field.
enum class Reads : std::uint8_t { text, choice, place, date, number, code };

/// Fields that are taken as they are, whatever the forms say of them.
struct KnownFields {
    /// There is such a field, be it on no form.
    std::set<std::string> names;
    /// The field is compared like this already; a mistake of its form does not forbid that.
    std::set<std::pair<Reads, std::string>> read;

    /// Adds the fields that the comparators of a configuration name.
    void add(const Configuration& configuration);
};

/// Notes fields that no form has, unless they are known, and fields of another type than their
/// comparator can read.
void note_unfit_comparators(const Configuration& configuration,
                            const forms::Definitions& definitions, const KnownFields& known,
                            std::vector<Problem>& problems);
/// The same, and modules that there are not.
void note_unfit_fields(const Configuration& configuration, const forms::Definitions& definitions,
                       const KnownFields& known, std::vector<Problem>& problems);
/// Notes rules that were made for another way of reading names than this program has.
void note_other_pipeline(const json::Object& configuration, std::vector<Problem>& problems);

}  // namespace amparo::matching
