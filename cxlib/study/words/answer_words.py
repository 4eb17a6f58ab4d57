"""The words of the usual answer scales in the workbook's four languages: data, no code.

Each scale begins with a hyphen and goes from its lowest answer to its highest; `|` stands between
words for the same answer. Accents and capital letters do not matter.
"""

from __future__ import annotations

ENGLISH = """
- strongly disagree|totally disagree|completely disagree|disagree strongly > disagree|somewhat disagree|tend to
  disagree > neither agree nor disagree|neither disagree nor agree|neutral|undecided > agree|somewhat agree|tend to
  agree > strongly agree|totally agree|completely agree|agree strongly
- strongly disagree|totally disagree|completely disagree > disagree|somewhat disagree|tend to disagree >
  agree|somewhat agree|tend to agree > strongly agree|totally agree|completely agree
- strongly disagree|totally disagree|completely disagree > disagree|moderately disagree > somewhat disagree|slightly
  disagree > neither agree nor disagree|neutral|undecided > somewhat agree|slightly agree > agree|moderately agree >
  strongly agree|totally agree|completely agree
- very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied >
  dissatisfied|unsatisfied|somewhat dissatisfied|fairly dissatisfied > neither satisfied nor dissatisfied|neither
  dissatisfied nor satisfied|neutral > satisfied|somewhat satisfied|fairly satisfied > very satisfied|extremely
  satisfied|completely satisfied
- very dissatisfied|very unsatisfied|extremely dissatisfied > dissatisfied|unsatisfied|somewhat dissatisfied|fairly
  dissatisfied > satisfied|somewhat satisfied|fairly satisfied > very satisfied|extremely satisfied
- very dissatisfied|extremely dissatisfied|completely dissatisfied > dissatisfied|moderately dissatisfied|mostly
  dissatisfied > somewhat dissatisfied|slightly dissatisfied > neither satisfied nor dissatisfied|neutral > somewhat
  satisfied|slightly satisfied > satisfied|moderately satisfied|mostly satisfied > very satisfied|extremely
  satisfied|completely satisfied
- not at all satisfied > slightly satisfied|not very satisfied > moderately satisfied|somewhat satisfied > very
  satisfied > extremely satisfied|completely satisfied
- not at all satisfied > not very satisfied|slightly satisfied > neither satisfied nor dissatisfied|neutral >
  satisfied|fairly satisfied|somewhat satisfied > very satisfied
- not at all satisfied > not very satisfied > fairly satisfied|somewhat satisfied > very satisfied
- never > rarely|seldom|hardly ever|almost never > sometimes|occasionally > often|frequently|usually|almost
  always|most of the time > always
- never > rarely|seldom > sometimes|occasionally > often|frequently > very often|very frequently
- never > sometimes > often|usually > always
- never > rarely|seldom > sometimes > often
- never > very rarely|almost never > rarely|seldom > sometimes > often|frequently > very often|very frequently|almost
  always > always
- very poor|very bad > poor|bad > fair|average|acceptable|neither good nor poor|neither good nor bad > good > very
  good|excellent
- poor > fair > good > very good > excellent
- poor > fair > good > very good|excellent
- very poor|very bad > poor|bad > good > very good
- very poor > poor > somewhat poor|below average > fair|average > somewhat good|above average > good > very
  good|excellent
- very unlikely|extremely unlikely > unlikely|somewhat unlikely|fairly unlikely > neither likely nor unlikely|neither
  unlikely nor likely|neutral > likely|somewhat likely|fairly likely > very likely|extremely likely
- very unlikely|extremely unlikely > unlikely|somewhat unlikely|fairly unlikely > likely|somewhat likely|fairly likely
  > very likely|extremely likely
- very unlikely|extremely unlikely > unlikely|moderately unlikely > somewhat unlikely|slightly unlikely > neither
  likely nor unlikely|neutral > somewhat likely|slightly likely > likely|moderately likely > very likely|extremely
  likely
- not at all likely > slightly likely|not very likely > moderately likely|somewhat likely > very likely > extremely
  likely
- not at all likely > not very likely > fairly likely|somewhat likely > very likely
- definitely not|definitely would not|definitely will not > probably not|probably would not|probably will not > might
  or might not|maybe|not sure > probably|probably yes|probably would|probably will > definitely|definitely
  yes|definitely would|definitely will
- definitely not|definitely no > probably not|probably no > probably yes|probably > definitely yes|definitely
- not at all important|not important at all|not important|unimportant > slightly important|of little importance|not
  very important > moderately important|somewhat important|neutral > important|fairly important > very important
- not at all important|not important at all > slightly important|not very important > moderately important|somewhat
  important > very important > extremely important
- not at all important|not important > not very important|slightly important|of little importance > fairly
  important|somewhat important|important > very important
- one|one star > two|two stars > three|three stars > four|four stars > five|five stars
- very unhappy|extremely unhappy > unhappy|somewhat unhappy > neither happy nor unhappy|neutral|okay|ok >
  happy|somewhat happy > very happy|extremely happy
- very unhappy|extremely unhappy > unhappy|somewhat unhappy > happy|somewhat happy > very happy|extremely happy
- terrible > bad > okay|ok > great > amazing
- terrible|awful > poor|bad > average|okay|ok > good|very good > excellent|great
"""

SPANISH = """
- muy descontento|muy descontenta > descontento|descontenta > ni contento ni descontento|neutral|indiferente >
  contento|contenta > muy contento|muy contenta
- muy descontento|muy descontenta > descontento|descontenta > contento|contenta > muy contento|muy contenta
- muy en desacuerdo|totalmente en desacuerdo|completamente en desacuerdo > en desacuerdo|algo en desacuerdo|bastante
  en desacuerdo > ni de acuerdo ni en desacuerdo|ni en desacuerdo ni de acuerdo|neutral|indiferente > de acuerdo|algo
  de acuerdo|bastante de acuerdo > muy de acuerdo|totalmente de acuerdo|completamente de acuerdo
- muy en desacuerdo|totalmente en desacuerdo|completamente en desacuerdo > en desacuerdo|algo en desacuerdo|bastante
  en desacuerdo > de acuerdo|algo de acuerdo|bastante de acuerdo > muy de acuerdo|totalmente de acuerdo|completamente
  de acuerdo
- nada de acuerdo > poco de acuerdo > bastante de acuerdo > muy de acuerdo|totalmente de acuerdo
- nada de acuerdo > poco de acuerdo > algo de acuerdo > bastante de acuerdo > muy de acuerdo|totalmente de acuerdo
- muy en desacuerdo|totalmente en desacuerdo|completamente en desacuerdo > en desacuerdo|bastante en desacuerdo > algo
  en desacuerdo|ligeramente en desacuerdo > ni de acuerdo ni en desacuerdo|neutral|indiferente > algo de
  acuerdo|ligeramente de acuerdo > de acuerdo|bastante de acuerdo > muy de acuerdo|totalmente de acuerdo|completamente
  de acuerdo
- muy insatisfecho|muy insatisfecha|totalmente insatisfecho|totalmente insatisfecha > insatisfecho|insatisfecha|algo
  insatisfecho|algo insatisfecha|bastante insatisfecho|bastante insatisfecha > ni satisfecho ni insatisfecho|ni
  satisfecha ni insatisfecha|ni insatisfecho ni satisfecho|neutral|indiferente > satisfecho|satisfecha|algo
  satisfecho|algo satisfecha|bastante satisfecho|bastante satisfecha > muy satisfecho|muy satisfecha|totalmente
  satisfecho|totalmente satisfecha
- muy insatisfecho|muy insatisfecha > insatisfecho|insatisfecha|bastante insatisfecho|bastante insatisfecha >
  satisfecho|satisfecha|bastante satisfecho|bastante satisfecha > muy satisfecho|muy satisfecha
- muy insatisfecho|muy insatisfecha|totalmente insatisfecho|totalmente insatisfecha >
  insatisfecho|insatisfecha|bastante insatisfecho|bastante insatisfecha > algo insatisfecho|algo insatisfecha > ni
  satisfecho ni insatisfecho|ni satisfecha ni insatisfecha|neutral|indiferente > algo satisfecho|algo satisfecha >
  satisfecho|satisfecha|bastante satisfecho|bastante satisfecha > muy satisfecho|muy satisfecha|totalmente
  satisfecho|totalmente satisfecha
- nada satisfecho|nada satisfecha > poco satisfecho|poco satisfecha > algo satisfecho|algo satisfecha|moderadamente
  satisfecho|moderadamente satisfecha > bastante satisfecho|bastante satisfecha|satisfecho|satisfecha > muy
  satisfecho|muy satisfecha
- nada satisfecho|nada satisfecha > poco satisfecho|poco satisfecha > ni satisfecho ni insatisfecho|ni satisfecha ni
  insatisfecha|ni insatisfecho ni satisfecho|neutral|indiferente > bastante satisfecho|bastante
  satisfecha|satisfecho|satisfecha > muy satisfecho|muy satisfecha
- nada satisfecho|nada satisfecha > poco satisfecho|poco satisfecha > bastante satisfecho|bastante
  satisfecha|satisfecho|satisfecha > muy satisfecho|muy satisfecha
- nunca > casi nunca|rara vez|raramente|pocas veces > a veces|algunas veces|de vez en cuando|ocasionalmente > a
  menudo|con frecuencia|frecuentemente|muchas veces|casi siempre|habitualmente > siempre
- nunca > rara vez|raramente|casi nunca > a veces|algunas veces > a menudo|con frecuencia|frecuentemente > muy a
  menudo|con mucha frecuencia|muy frecuentemente
- nunca > a veces|algunas veces > a menudo|con frecuencia|frecuentemente|normalmente|casi siempre > siempre
- nunca > casi nunca > rara vez|raramente|pocas veces > a veces|algunas veces > a menudo|con
  frecuencia|frecuentemente|muchas veces > casi siempre > siempre
- muy malo|muy mala|muy mal|pésimo|pésima > malo|mala|mal > regular|normal|aceptable|ni bueno ni malo|ni buena ni
  mala|ni bien ni mal > bueno|buena|bien > muy bueno|muy buena|muy bien|excelente
- malo|mala|mal|deficiente > regular|aceptable > bueno|buena|bien > muy bueno|muy buena|muy bien > excelente
- malo|mala|mal > regular > bueno|buena|bien > muy bueno|muy buena|muy bien|excelente
- muy malo|muy mala|muy mal > malo|mala|mal > bueno|buena|bien > muy bueno|muy buena|muy bien
- muy improbable > improbable|poco probable > ni probable ni improbable|ni improbable ni probable|neutral|indiferente
  > probable|bastante probable > muy probable
- muy improbable > improbable|poco probable > probable|bastante probable > muy probable
- muy improbable > improbable|bastante improbable > algo improbable > ni probable ni improbable|neutral|indiferente >
  algo probable > probable|bastante probable > muy probable
- nada probable > poco probable > algo probable|moderadamente probable > bastante probable|probable > muy probable
- nada probable > poco probable > algo probable|moderadamente probable > muy probable > extremadamente probable
- nada probable > poco probable > bastante probable|probable > muy probable
- seguro que no|definitivamente no|con toda seguridad no > probablemente no > quizá|quizás|tal vez|puede que sí, puede
  que no > probablemente sí > seguro que sí|definitivamente sí|con toda seguridad sí
- seguro que no|definitivamente no > probablemente no > probablemente sí > seguro que sí|definitivamente sí
- nada importante|sin importancia > poco importante > algo importante|moderadamente importante|medianamente importante
  > bastante importante|importante > muy importante
- nada importante > poco importante > algo importante|moderadamente importante > muy importante > extremadamente
  importante
- nada importante > poco importante > bastante importante|importante > muy importante
- uno|una estrella > dos|dos estrellas > tres|tres estrellas > cuatro|cuatro estrellas > cinco|cinco estrellas
"""

CATALAN = """
- molt descontent|molt descontenta > descontent|descontenta > ni content ni descontent|neutral|indiferent >
  content|contenta > molt content|molt contenta
- molt descontent|molt descontenta > descontent|descontenta > content|contenta > molt content|molt contenta
- molt en desacord|totalment en desacord|completament en desacord > en desacord|una mica en desacord|bastant en
  desacord|força en desacord > ni d'acord ni en desacord|ni en desacord ni d'acord|neutral|indiferent > d'acord|una
  mica d'acord|bastant d'acord|força d'acord > molt d'acord|totalment d'acord|completament d'acord
- molt en desacord|totalment en desacord|completament en desacord > en desacord|una mica en desacord|bastant en
  desacord > d'acord|una mica d'acord|bastant d'acord > molt d'acord|totalment d'acord|completament d'acord
- gens d'acord > poc d'acord > bastant d'acord|força d'acord > molt d'acord|totalment d'acord
- gens d'acord > poc d'acord > ni d'acord ni en desacord|neutral|indiferent > bastant d'acord|força d'acord > molt
  d'acord|totalment d'acord
- gens d'acord > poc d'acord > una mica d'acord > bastant d'acord|força d'acord > molt d'acord|totalment d'acord
- molt en desacord|totalment en desacord|completament en desacord > en desacord|bastant en desacord|força en desacord
  > una mica en desacord|lleugerament en desacord > ni d'acord ni en desacord|neutral|indiferent > una mica
  d'acord|lleugerament d'acord > d'acord|bastant d'acord|força d'acord > molt d'acord|totalment d'acord|completament
  d'acord
- molt insatisfet|molt insatisfeta|totalment insatisfet|totalment insatisfeta > insatisfet|insatisfeta|bastant
  insatisfet|bastant insatisfeta|força insatisfet|força insatisfeta > ni satisfet ni insatisfet|ni satisfeta ni
  insatisfeta|ni insatisfet ni satisfet|neutral|indiferent > satisfet|satisfeta|bastant satisfet|bastant
  satisfeta|força satisfet|força satisfeta > molt satisfet|molt satisfeta|totalment satisfet|totalment satisfeta
- molt insatisfet|molt insatisfeta > insatisfet|insatisfeta|bastant insatisfet|bastant insatisfeta >
  satisfet|satisfeta|bastant satisfet|bastant satisfeta > molt satisfet|molt satisfeta
- molt insatisfet|molt insatisfeta|totalment insatisfet|totalment insatisfeta > insatisfet|insatisfeta|bastant
  insatisfet|bastant insatisfeta > una mica insatisfet|una mica insatisfeta > ni satisfet ni insatisfet|ni satisfeta
  ni insatisfeta|neutral|indiferent > una mica satisfet|una mica satisfeta > satisfet|satisfeta|bastant
  satisfet|bastant satisfeta > molt satisfet|molt satisfeta|totalment satisfet|totalment satisfeta
- gens satisfet|gens satisfeta > poc satisfet|poc satisfeta > una mica satisfet|una mica satisfeta|moderadament
  satisfet|moderadament satisfeta > bastant satisfet|bastant satisfeta|força satisfet|força
  satisfeta|satisfet|satisfeta > molt satisfet|molt satisfeta
- gens satisfet|gens satisfeta > poc satisfet|poc satisfeta > ni satisfet ni insatisfet|ni satisfeta ni
  insatisfeta|ni insatisfet ni satisfet|neutral|indiferent > bastant satisfet|bastant satisfeta|força satisfet|força
  satisfeta|satisfet|satisfeta > molt satisfet|molt satisfeta
- gens satisfet|gens satisfeta > poc satisfet|poc satisfeta > bastant satisfet|bastant satisfeta|força satisfet|força
  satisfeta|satisfet|satisfeta > molt satisfet|molt satisfeta
- mai > gairebé mai|quasi mai|rarament|poques vegades > a vegades|de vegades|algunes vegades|de tant en
  tant|ocasionalment > sovint|amb freqüència|freqüentment|moltes vegades|gairebé sempre|quasi sempre|habitualment >
  sempre
- mai > rarament|gairebé mai|quasi mai > a vegades|de vegades|algunes vegades > sovint|amb freqüència|freqüentment >
  molt sovint|amb molta freqüència
- mai > a vegades|de vegades|algunes vegades > sovint|normalment|gairebé sempre|quasi sempre > sempre
- mai > gairebé mai|quasi mai > rarament|poques vegades > a vegades|de vegades|algunes vegades >
  sovint|freqüentment|moltes vegades > gairebé sempre|quasi sempre > sempre
- molt dolent|molt dolenta|molt malament|pèssim|pèssima > dolent|dolenta|malament > regular|normal|acceptable|ni bo ni
  dolent|ni bona ni dolenta|ni bé ni malament > bo|bona|bé > molt bo|molt bona|molt bé|excel·lent
- dolent|dolenta|malament|deficient > regular|acceptable > bo|bona|bé > molt bo|molt bona|molt bé > excel·lent
- dolent|dolenta|malament > regular > bo|bona|bé > molt bo|molt bona|molt bé|excel·lent
- molt dolent|molt dolenta|molt malament > dolent|dolenta|malament > bo|bona|bé > molt bo|molt bona|molt bé
- molt improbable > improbable|poc probable > ni probable ni improbable|ni improbable ni probable|neutral|indiferent >
  probable|bastant probable|força probable > molt probable
- molt improbable > improbable|poc probable > probable|bastant probable|força probable > molt probable
- molt improbable > improbable|bastant improbable > una mica improbable > ni probable ni improbable|neutral|indiferent
  > una mica probable > probable|bastant probable > molt probable
- gens probable > poc probable > una mica probable|moderadament probable > bastant probable|força probable|probable >
  molt probable
- gens probable > poc probable > una mica probable|moderadament probable > molt probable > extremadament probable
- gens probable > poc probable > bastant probable|força probable|probable > molt probable
- segur que no|definitivament no|amb tota seguretat no > probablement no > potser|potser sí, potser no > probablement
  sí > segur que sí|definitivament sí|amb tota seguretat sí
- segur que no|definitivament no > probablement no > probablement sí > segur que sí|definitivament sí
- gens important|sense importància > poc important > una mica important|moderadament important|mitjanament important >
  bastant important|força important|important > molt important
- gens important > poc important > una mica important|moderadament important > molt important > extremadament
  important
- gens important > poc important > bastant important|força important|important > molt important
- un|una estrella > dos|dues estrelles > tres|tres estrelles > quatre|quatre estrelles > cinc|cinc estrelles
"""

ROMANIAN = """
- dezacord total|total dezacord|în total dezacord|dezacord puternic > dezacord|nu sunt de acord|dezacord
  parțial|parțial dezacord|mai degrabă dezacord > nici acord, nici dezacord|nici acord nici dezacord|nici de acord,
  nici în dezacord|neutru|indiferent|indecis > acord|de acord|sunt de acord|acord parțial|parțial de acord|mai degrabă
  de acord > acord total|total de acord|întru totul de acord|complet de acord
- dezacord total|total dezacord|în total dezacord > dezacord|nu sunt de acord|dezacord parțial|parțial dezacord|mai
  degrabă dezacord > acord|de acord|acord parțial|parțial de acord|mai degrabă de acord > acord total|total de
  acord|întru totul de acord|complet de acord
- dezacord total|total dezacord|în total dezacord > dezacord > dezacord parțial|parțial dezacord|mai degrabă dezacord
  > nici acord, nici dezacord|nici de acord, nici în dezacord|neutru|indiferent > acord parțial|parțial de acord|mai
  degrabă de acord > acord|de acord > acord total|total de acord|întru totul de acord|complet de acord
- foarte nemulțumit|foarte nemulțumită|total nemulțumit|total nemulțumită > nemulțumit|nemulțumită|destul de
  nemulțumit|destul de nemulțumită > nici mulțumit, nici nemulțumit|nici mulțumită, nici nemulțumită|nici nemulțumit,
  nici mulțumit|neutru|indiferent > mulțumit|mulțumită|destul de mulțumit|destul de mulțumită > foarte mulțumit|foarte
  mulțumită|pe deplin mulțumit|pe deplin mulțumită
- foarte nemulțumit|foarte nemulțumită > nemulțumit|nemulțumită|destul de nemulțumit|destul de nemulțumită >
  mulțumit|mulțumită|destul de mulțumit|destul de mulțumită > foarte mulțumit|foarte mulțumită
- foarte nemulțumit|foarte nemulțumită > nemulțumit|nemulțumită > oarecum nemulțumit|oarecum nemulțumită|puțin
  nemulțumit|puțin nemulțumită > nici mulțumit, nici nemulțumit|nici mulțumită, nici nemulțumită|neutru|indiferent >
  oarecum mulțumit|oarecum mulțumită > mulțumit|mulțumită > foarte mulțumit|foarte mulțumită
- foarte nesatisfăcut|foarte nesatisfăcută > nesatisfăcut|nesatisfăcută > nici satisfăcut, nici nesatisfăcut|nici
  satisfăcută, nici nesatisfăcută|neutru|indiferent > satisfăcut|satisfăcută > foarte satisfăcut|foarte satisfăcută
- deloc mulțumit|deloc mulțumită > puțin mulțumit|puțin mulțumită|nu prea mulțumit|nu prea mulțumită > oarecum
  mulțumit|oarecum mulțumită|moderat mulțumit|moderat mulțumită > mulțumit|mulțumită|destul de mulțumit|destul de
  mulțumită > foarte mulțumit|foarte mulțumită
- deloc mulțumit|deloc mulțumită > puțin mulțumit|puțin mulțumită|nu prea mulțumit|nu prea mulțumită > nici
  mulțumit, nici nemulțumit|nici mulțumit nici nemulțumit|nici mulțumită, nici nemulțumită|neutru|indiferent >
  mulțumit|mulțumită|destul de mulțumit|destul de mulțumită > foarte mulțumit|foarte mulțumită
- deloc mulțumit|deloc mulțumită > nu prea mulțumit|nu prea mulțumită|puțin mulțumit|puțin mulțumită >
  mulțumit|mulțumită|destul de mulțumit|destul de mulțumită > foarte mulțumit|foarte mulțumită
- niciodată > rar|rareori|aproape niciodată > uneori|câteodată|ocazional > des|deseori|adesea|frecvent|de
  obicei|aproape întotdeauna > întotdeauna|mereu|totdeauna
- niciodată > rar|rareori > uneori|câteodată > des|deseori|adesea|frecvent > foarte des|foarte frecvent
- niciodată > uneori|câteodată > des|deseori|adesea|de obicei > întotdeauna|mereu|totdeauna
- niciodată > aproape niciodată|foarte rar > rar|rareori > uneori|câteodată > des|deseori|adesea|frecvent > foarte
  des|aproape întotdeauna > întotdeauna|mereu|totdeauna
- foarte slab|foarte slabă|foarte prost|foarte proastă|foarte rău > slab|slabă|prost|proastă|rău >
  acceptabil|acceptabilă|mediu|medie|satisfăcător|satisfăcătoare|nici bun, nici rău|nici bine, nici rău >
  bun|bună|bine > foarte bun|foarte bună|foarte bine|excelent|excelentă
- slab|slabă > acceptabil|acceptabilă|satisfăcător|satisfăcătoare > bun|bună|bine > foarte bun|foarte bună|foarte bine
  > excelent|excelentă
- slab|slabă > acceptabil|acceptabilă|satisfăcător|satisfăcătoare > bun|bună|bine > foarte bun|foarte bună|foarte
  bine|excelent|excelentă
- foarte slab|foarte slabă|foarte prost|foarte proastă|foarte rău > slab|slabă|prost|proastă|rău > bun|bună|bine >
  foarte bun|foarte bună|foarte bine
- foarte improbabil|foarte puțin probabil > improbabil|puțin probabil > nici probabil, nici
  improbabil|neutru|indiferent > probabil|destul de probabil > foarte probabil
- foarte improbabil|foarte puțin probabil > improbabil|puțin probabil > probabil|destul de probabil > foarte probabil
- foarte improbabil > improbabil > oarecum improbabil > nici probabil, nici improbabil|neutru|indiferent > oarecum
  probabil > probabil > foarte probabil
- deloc probabil > puțin probabil > oarecum probabil|moderat probabil > destul de probabil|probabil > foarte probabil
- deloc probabil > puțin probabil > oarecum probabil|moderat probabil > foarte probabil > extrem de probabil
- deloc probabil > puțin probabil > destul de probabil|probabil > foarte probabil
- sigur nu|cu siguranță nu > probabil nu|probabil că nu > poate|poate da, poate nu > probabil da|probabil că da >
  sigur da|cu siguranță da|cu siguranță
- sigur nu|cu siguranță nu > probabil nu|probabil că nu > probabil da|probabil că da > sigur da|cu siguranță da|cu
  siguranță
- deloc important|deloc importantă|neimportant|neimportantă > puțin important|puțin importantă > oarecum
  important|oarecum importantă|moderat important|moderat importantă > important|importantă|destul de important|destul
  de importantă > foarte important|foarte importantă
- deloc important|deloc importantă > puțin important|puțin importantă > oarecum important|oarecum importantă|moderat
  important|moderat importantă > foarte important|foarte importantă > extrem de important|extrem de importantă
- deloc important|deloc importantă > puțin important|puțin importantă > destul de important|destul de
  importantă|important|importantă > foarte important|foarte importantă
- unu|o stea > doi|două stele > trei|trei stele > patru|patru stele > cinci|cinci stele
"""
