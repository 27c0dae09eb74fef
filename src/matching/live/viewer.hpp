#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "forms/definitions.hpp"
#include "matching/engine/values.hpp"
#include "matching/model/configuration.hpp"
#include "records/service.hpp"
#include "store/types.hpp"

namespace amparo::matching {

/// How much somebody sees of one of the two records of a pair (matching.md 9.2).
enum class Sight : std::uint8_t { open, masked, contact };

/// One record of a pair as somebody sees it.
struct Seen {
    const store::StoredRecord& record;
    Sight sight = Sight::masked;
    std::shared_ptr<const access::FieldMask> mask = {};  // keys that their role may read at all

    bool is_open() const { return sight == Sight::open; }
    /// Whether the role may read the key.
    bool allows(std::string_view key) const { return mask->allows(key); }
};

/// Somebody who looks at pairs. Lives for one answer.
class Viewer {
  public:
    Viewer(const records::Service& records, const access::Actor& actor,
           CounterpartVisibility counterpart);

    const access::Actor& actor() const { return actor_; }
    const forms::Definitions& definitions() const { return *definitions_; }
    /// The day where the deployment is.
    Day today() const;
    /// The language of the actor, else of the deployment.
    std::string locale() const;
    Seen look_at(const store::StoredRecord& record) const;
    /// Whether the viewer may be told that there is such a record: it is of a programme of theirs,
    /// or they read it anyway. Of survivors in another programme nobody gets a hint.
    bool may_know_of(const store::StoredRecord& record) const;

  private:
    const records::Dependencies& on_;
    const access::Actor& actor_;
    CounterpartVisibility counterpart_;
    std::shared_ptr<const forms::Definitions> definitions_;
};

/// The initials of a name: "A. S.".
std::string initials_of(std::string_view name);
/// The three years an age lies in: "6–8"; "" when there is none.
std::string band_of(const json::Value* age);

/// Who the child of a case is, as far as it is seen: the wire's MatchCase.
json::Object case_facts(const Viewer& viewer, const Seen& child_case);
/// Who is sought, and by whom, as far as it is seen: the wire's Trace with its files.
json::Object trace_facts(const Viewer& viewer, const Seen& request, const json::Object& trace);

}  // namespace amparo::matching
