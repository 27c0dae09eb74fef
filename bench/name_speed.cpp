// How fast names of each script are folded, read as words and turned into keys; invented ones.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/names/fold.hpp"
#include "base/names/keys.hpp"

namespace {

using namespace amparo;
using Names = std::vector<std::string>;

const Names plain = {"Amina Juma Hassan", "Jean Claude Mukendi", "Abdulrahman Al-Khatib",
                     "Nyakim Gatwech",    "Maria de la Cruz",    "Cheikh Ould Sidi",
                     "Khadija Osman",     "Mohd Yusuf Bashir",   "Grace Wanjiru Kamau",
                     "Thein Zaw Htun",    "Mrs Esther Chanda",   "Jacques Ngoma"};
const Names accents = {"José Ángel Muñoz", "Fátima Zoé Traoré", "Hélène N'Diaye", "Søren Ødegård",
                       "Nguyễn Thị Hương", "Łukasz Wójcik",     "Çağla Şahin",    "Aïcha Koné",
                       "João Conceição",   "Ngọc Ánh Đặng",     "Ərəb Quliyev",   "Müge Yıldız"};
const Names arabic = {"محمد أحمد حسن", "فاطمة الزهراء", "عبد الرحمن الخطيب", "نور الدين إبراهيم",
                      "زینب کریمی",    "يوسف بن خالد",  "آمنة عثمان",        "میرویس احمدزی",
                      "هُدى المصري",    "سارة عبدالله",  "الياس جورج خوري",   "ژیلا رستمی"};
const Names ethiopic = {"ሰላም ታደሰ",   "ዮሐንስ ገብረማርያም", "አስቴር በቀለ", "ኪዳነ ወልደገብርኤል",
                        "ፍቅርተ ኃይሉ",  "ትዕግስት መንግስቱ",  "ዳዊት ተክሌ",  "ሣራ አብርሃም",
                        "ብርሃኑ ጌታቸው", "ሕይወት ጸጋዬ",     "ኤልያስ ዘውዴ", "ማርታ ደሳለኝ"};
const Names cyrillic = {"Олена Ковальчук",   "Назар Бондаренко", "Світлана Григорівна Шевченко",
                        "Їжак Щербина",      "Анна Сергеевна",   "Ёлкин Михаил",
                        "Гульнара Ахметова", "Юлія Цимбал",      "Ђорђе Јовановић",
                        "Мар'яна Гаврилюк",  "Ислам Джабраилов", "Зоя Хмельницька"};

void fold(benchmark::State& state, const Names& written) {
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(names::fold_name(written[at++ % written.size()]));
    }
    state.SetItemsProcessed(state.iterations());
}

void tokens(benchmark::State& state, const Names& written) {
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(names::name_tokens(written[at++ % written.size()]));
    }
    state.SetItemsProcessed(state.iterations());
}

/// All of the pipeline, as an index of names needs it.
void keys(benchmark::State& state, const Names& written) {
    std::size_t at = 0;
    for (auto _ : state) {
        for (const auto& token : names::name_tokens(written[at++ % written.size()])) {
            benchmark::DoNotOptimize(names::name_token_keys(token));
        }
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(fold, plain, plain);
BENCHMARK_CAPTURE(fold, accents, accents);
BENCHMARK_CAPTURE(fold, arabic, arabic);
BENCHMARK_CAPTURE(fold, ethiopic, ethiopic);
BENCHMARK_CAPTURE(fold, cyrillic, cyrillic);
BENCHMARK_CAPTURE(tokens, plain, plain);
BENCHMARK_CAPTURE(tokens, accents, accents);
BENCHMARK_CAPTURE(tokens, arabic, arabic);
BENCHMARK_CAPTURE(tokens, ethiopic, ethiopic);
BENCHMARK_CAPTURE(tokens, cyrillic, cyrillic);
BENCHMARK_CAPTURE(keys, plain, plain);
BENCHMARK_CAPTURE(keys, accents, accents);
BENCHMARK_CAPTURE(keys, arabic, arabic);
BENCHMARK_CAPTURE(keys, ethiopic, ethiopic);
BENCHMARK_CAPTURE(keys, cyrillic, cyrillic);

}  // namespace
