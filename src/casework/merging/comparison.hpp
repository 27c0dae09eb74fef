#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "casework/merging/merge.hpp"
#include "forms/definitions.hpp"
#include "records/dependencies.hpp"
#include "store/types.hpp"

/// The answers of two cases beside each other.
namespace amparo::casework::merging {

/// How the two answer a field.
enum class FieldState { same, only_this, only_other, different };
/// The word of the wire.
std::string_view name_of(FieldState state);

/// A field that at least one of them answers.
struct ComparedField {
    const forms::Field* field;
    FieldState state;
};

/// Whoever merges, and the two cases as they are stored.
struct Sides {
    const access::Actor& actor;
    const records::Dependencies& on;
    std::shared_ptr<const forms::Definitions> definitions;
    const store::StoredRecord& survivor;
    const store::StoredRecord& other;
};

/// Fields in the order of the forms.
struct Comparison {
    /// Those that the actor may see on both sides and change: theirs to decide.
    std::vector<ComparedField> open;
    /// The others. The survivor keeps what it has of them, and takes what it lacks.
    std::vector<ComparedField> closed;
};
/// What can be answered and is on one of the sides; files, links and what the server derives move
/// or follow by themselves.
Comparison compare_answers(const Sides& sides);

/// Whether the rows of the subform are never taken away or rewritten: only added to.
bool has_lasting_rows(const forms::Field& field);
/// Whether the field holds a list of choices, which can be joined.
bool is_choice_list(const forms::Field& field);

}  // namespace amparo::casework::merging
