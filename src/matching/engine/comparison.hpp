#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/engine/asked_steps.hpp"
#include "matching/engine/open_record.hpp"
#include "matching/engine/outlook.hpp"
#include "matching/names/level_cache.hpp"

namespace amparo::matching {

/// Comparators of a model are at most this many.
inline constexpr std::size_t comparators_max = 64;

/// What all comparators of a model together say of one pair.
struct Verdict {
    float total = 0;   // bits without the prior
    float family = 0;  // the part that speaks of the family
    bool rather_sibling = false;
    bool is_left_out = false;  // not worked out: it cannot come to what is wanted
};

/// A verdict, and the outcome of every comparator it comes from.
struct Comparison : Verdict {
    std::array<Outcome, comparators_max> outcomes = {};
};

/// Compares one record with many under one model, on one thread. Keeps references.
class Comparer {
  public:
    Comparer(const BoundModel& model, const Dictionary& dictionary, const Places& places)
        : model_(model), places_(places), levels_(dictionary), outlook_(model) {}

    /// Takes the words of a prepared record of a side, with which those of the other side are
    /// compared from now on. All pairs are wanted.
    void ask(std::vector<std::uint32_t> words, Side side);
    /// All comparators of the model on the asked record and one of the other side.
    Comparison compare(const Record& held);
    /// The same of several at once, without the outcomes: what is known of their words then comes
    /// from memory at once. Pairs that cannot come to what the outlook wants are left out.
    static constexpr std::size_t together_max = 8;
    void judge(std::span<const Record> held, std::span<Verdict> verdicts);
    LevelCache& levels() { return levels_; }
    Outlook& outlook() { return outlook_; }

  private:
    /// What the names of the child say, for comparators that ask for it.
    struct Own {
        float net = 0;
        std::size_t comparator = comparators_max;  // that found it, by its place; or none
    };
    /// A pair whose comparators run one after the other.
    struct Opened {
        OpenRecord record = {};  // of the other side
        Own own = {};
        ToldSteps told = {};  // by its names
        Outlook::Most most = {};
        bool rather_sibling = false;
        bool is_left_out = false;
        std::size_t place = 0;  // among those that are compared at once
    };
    struct Compared {
        const OpenRecord& left;
        const OpenRecord& right;
        Opened& held;  // the one of them that is not asked
    };
    void fill(std::size_t at, const Compared& compared, Outcome& out);
    static void note_own(const Step& step, const Outcome& out, Own& own);
    void fill_names(const Step& step, const Compared& compared, Outcome& out);
    static void set_sibling(const Step& step, float net, const Own& own, Outcome& out);
    static void open(Opened& opened, const Record& held);
    KinBits best_net(std::size_t at, const Opened& opened);
    void compare_child(const Step& step, const Compared& compared, Outcome& out);
    void compare_siblings(const Step& step, const Compared& compared, Outcome& out);
    Compared compared(Opened& held) const {
        return asked_side_ == Side::left ? Compared{asked_, held.record, held}
                                         : Compared{held.record, asked_, held};
    }
    /// All comparators, one after the other.
    template <class Note>
    Verdict run_all(Opened& opened, Note&& note);
    template <class Read>
    void look_up(std::span<Opened> opened, Read&& read);
    void judge_wanted(std::span<Opened> opened, std::span<Verdict> verdicts);
    void judge_heads(Opened& opened);
    void judge_names(std::uint64_t steps, Opened& opened);
    void settle(std::uint64_t steps, Opened& opened) const;
    void settle_values(Opened& opened) const;
    void weigh_values(std::span<Opened> opened);
    void weigh_names(std::uint64_t steps, Opened& opened);
    std::uint64_t weigh_apart(std::uint64_t steps, Opened& opened);
    void add_up(std::span<const Opened> opened, std::span<Verdict> verdicts) const;

    const BoundModel& model_;
    const Places& places_;
    LevelCache levels_;
    std::vector<std::uint32_t> asked_words_;
    Side asked_side_ = Side::right;
    OpenRecord asked_;
    AskedSteps steps_;
    std::array<Opened, together_max> held_;
    /// Of each step, by the places of those that are compared at once.
    using Weights = std::array<float, together_max>;
    std::array<Weights, comparators_max> weights_ = {};
    Outlook outlook_;
};

}  // namespace amparo::matching
