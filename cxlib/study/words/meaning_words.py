"""Words that say what an answer means, in the workbook's four languages and in five that files bring: data, no code.

Small letters without accents; `|` stands between words, and `*` for any ending.
"""

from __future__ import annotations

NO_ANSWER = """
blank | can't remember | can't say | cannot remember | cannot say | did not use | did not use it | didn't use |
didn't use it | dk | do not know | does not apply | doesn't apply | don't know | don't remember | dont know | fara
raspuns | have not used | have not used it | haven't used | haven't used it | i do not know | i don't know | i
prefer not to answer | i prefer not to say | i'd rather not say | m'estimo mes no contestar | missing | n.a | n/a |
na | nc | neaplicabil | nefolosit | neutilizat | never used | never used it | no answer | no aplica | no aplicable |
no basis | no contesta | no contesto | no escau | no experience | no ha usado | no ha utilizado | no ho contesta |
no ho faig servir | no ho recorda | no ho recordo | no ho sap | no ho se | no idea | no l'ha fet servir | no l'ha
utilitzat | no l'he fet servir | no l'he usat | no l'he utilitzada | no l'he utilitzat | no la he usado | no la he
utilizado | no lo ha usado | no lo ha utilizado | no lo he usado | no lo he utilizado | no lo recuerdo | no lo sabe
| no lo se | no lo uso | no preguntado | no procede | no procedeix | no quiere contestar | no recuerda | no recuerdo
| no respon | no responde | no respondio | no response | no s'aplica | no sabe | no sabe no contesta | no sap | no
se | no usado | no uso | no utilitzada | no utilitzat | no utilizado | no vol contestar | not answered | not
applicable | not asked | not given | not used | not used it | nr | ns | ns nr | ns-nc | nsnc | nu a folosit | nu a
raspuns | nu a utilizat | nu am folosit | nu am utilizat | nu e cazul | nu este cazul | nu folosesc | nu imi
amintesc | nu isi aminteste | nu l-am folosit | nu raspund | nu raspunde | nu se aplica | nu stie | nu stie nu
raspunde | nu stiu | nu stiu nu raspund | nunca lo he usado | prefer not to answer | prefer not to say | prefer sa
nu raspund | prefer sa nu spun | prefereixo no contestar | prefereixo no dir-ho | prefereixo no respondre | prefiero
no contestar | prefiero no decirlo | prefiero no responder | rather not say | refusal | refused | refused to answer
| fara date | refuz | refuz sa raspund | refuza | rehusa | rehusa contestar | s/d | sense contestar | sense dades |
sense resposta |
sin contestar | sin dato | sin datos | sin responder | sin respuesta | skip | skipped | system missing | unable to
rate | unanswered | ne sait pas | ne sais pas | je ne sais pas | nsp | ne se prononce pas | ne repond pas | n'a pas
repondu | sans reponse | pas de reponse | sans opinion | sans avis | sans objet | non concerne | non applicable |
non utilise | pas utilise | je prefere ne pas repondre | refus | null | #n/a | no la usa | no lo usa | no la uso |
no la utiliza | no lo utiliza | no l'utilitza | no la fa servir | no el fa servir | nu foloseste | nu utilizeaza |
does not use | doesn't use | weiss nicht | weiss ich nicht | keine angabe | keine antwort | keine meinung | k.a |
nicht beantwortet | nicht zutreffend | nicht genutzt | nicht benutzt | nicht in anspruch genommen | k. a | nie genutzt |
kann ich nicht beurteilen | nao sei | nao sabe | nao responde
| nie wiem | nie dotyczy | nie korzystalem | nie korzystalam | brak odpowiedzi | bilmiyorum | fikrim yok |
kullanmadim | cevap yok | nao respondeu | nao conheco | nao se aplica |
nao aplicavel | nao utilizei | sem resposta | sem opiniao | prefiro nao responder
| non so | non saprei | non risponde | non ricordo | preferisco non rispondere | preferisco non dirlo | nessuna
risposta | senza risposta | non applicabile | non pertinente | non utilizzato | non usato | mai usato | mai
utilizzato | non l'ho usato | non l'ho utilizzato | weet niet | weet ik niet | geen mening | geen antwoord | geen
ervaring | niet van toepassing | nvt | n.v.t | niet gebruikt | nooit gebruikt | zeg ik liever niet | wil ik niet
zeggen | niet ingevuld | kan ik niet beoordelen
"""

GOOD = """
highest | maximum | maximo | maxima | maxim | mas alto | mas alta | mes alt | mes alta | cel mai mare | cea mai mare
| good | excellent* | excel·len* | excelen* | extraordin* | brilliant | encantad* | encantat* | incantat* | love* |
exceptional* | great | outstanding | best | better | perfect* | superb | delighted | happy | feliz | felic* |
fericit* | satisfied | satisfactor* | satisfech* | satisfet* | satisfacut* | satisfacator* | content* | pleased |
multumit* | likely | probable | probabil* | certainly | definitely | segurament | buen* | bien | bo | bona | bons |
bones | be | bun | buna | buni | bune | bine | mejor | mejores | millor | millors | optim* | magnific* | high
quality | positiv* | meilleur* | bonne | parfait* | satisfait* | ravi* | plus haut | zufrieden* | gut | gute | guter
| gutes | ausgezeichnet* | hervorragend* | beste* | besser | wahrscheinlich | hochste* | satisfeit* | boa | bom |
bem | otim* | melhor* | provavel | mais alto | buono | buoni | bene | ottim* | eccellent* | soddisfatt* |
soddisfacent* | miglior* | piu alto | piu alta | tevreden | goed | goede | uitstekend* | uitmuntend* | geweldig* |
beter | waarschijnlijk | hoogste | najlep* | dobr* | zadowol* | iyi | memnunum
"""

BAD = """
lowest | minimum | minimo | minima | minim | mas bajo | mas baja | mes baix | mes baixa | cel mai mic | cea mai mica
| poor | poorly | bad | badly | worst | worse | terrible | terribil* | awful | fatal | hate* | horrible | dreadful |
unacceptable | inadequate | insufficient | fail* | dissatisf* | unsatisf* | insatisf* | nesatisf* | nemultumit* |
descontent* | unhappy | infeliz | infelic* | nefericit* | unlikely | improbable | improbabil* | mal | mala | malo |
malos | malas | peor | peores | pesim* | pessim* | nefast* | deficient* | insuficient* | inaceptable | inacceptable
| inacceptabil* | suspens* | dolent* | malament | pitjor | pitjors | slab | slaba | rau | rea | prost | proasta |
ingrozitor | groaznic* | oribil* | negativ* | nada | gens | deloc | not at all | en absoluto | en absolut | in no
way | mauvais* | mediocre* | pire | mecontent* | improbable* | pas du tout | plus bas | unzufrieden* | schlecht* |
mangelhaft* | ungenugend* | unwahrscheinlich | gar nicht | uberhaupt nicht | niedrigste* | ruim | mau | pior* |
improvavel | mais baixo | insoddisfatt* | insoddisfacent* | cattiv* | scars* | peggior* | per niente | per nulla |
piu basso | piu bassa | ontevreden | slecht* | onvoldoende | onwaarschijnlijk | helemaal niet | laagste
| najgor* | zly | zla | zle | niezadowol* | kotu | memnun degilim
"""

EASY = """
easy | effortless | simple | facil* | sencill* | senzill* | usor | usoara | simplu | simpla | no effort | (?:very )?
(?:low|little) effort | without effort | sin esfuerzo | ningun esfuerzo | nada de esfuerzo | (?:muy )?poco esfuerzo
| (?:muy )?bajo esfuerzo | sense esforc | cap esforc | gens d'esforc | (?:molt )?poc esforc | fara efort | niciun
efort | (?:foarte )?putin efort | efort (?:foarte )?mic | no difficulty | without difficulty | ninguna dificultad |
sin dificultad | poca dificultad | cap dificultat | sense dificultat | poca dificultat | nicio dificultate | fara
dificultate | simples | sans effort | aucun effort | (?:tres )?peu d'effort | einfach* | leicht* | ohne aufwand |
sem esforco | nenhum esforco | semplic* | nessuno sforzo | senza sforzo | poco sforzo | gemakkelijk | makkelijk |
eenvoudig | geen moeite | weinig moeite | zonder moeite
"""

HARD = """
difficult | hard | complicated | dificil* | complicad* | complicat* | greu | grea | anevoios | high effort | much
effort | a lot of effort | great effort | mucho esfuerzo | muchisimo esfuerzo | alto esfuerzo | gran esfuerzo | molt
d'esforc | molt esforc | moltissim esforc | gran esforc | mult efort | efort (?:foarte )?mare | much difficulty |
great difficulty | mucha dificultad | gran dificultad | molta dificultat | gran dificultat | multa dificultate |
mare dificultate | complique* | beaucoup d'effort* | schwer | schwierig* | kompliziert* | grosser aufwand | muito
esforco | difficil* | molto sforzo | grande sforzo | moeilijk | lastig | ingewikkeld | veel moeite
"""

AGREE = """
agree* | de acuerdo | d'acord | de acord | acord | d'accord | stimme (?:\\w+ ){0,3}zu | trifft (?:\\w+ ){0,3}zu
| einverstanden | concordo | d'accordo | mee eens | eens
"""

DISAGREE = """
disagree* | desacuerdo | desacord | dezacord | pas (?:\\w+ ){0,2}d'accord | desaccord | stimme (?:\\w+ )?nicht zu |
trifft (?:\\w+ )?nicht zu | nicht einverstanden | discordo | nao concordo | disaccordo | oneens | niet (?:\\w+
)?eens
"""

ALWAYS = """
always | almost always | siempre | casi siempre | sempre | gairebe sempre | quasi sempre | intotdeauna | mereu |
aproape intotdeauna | daily | every day | cada dia | zilnic | a diario | toujours | presque toujours | immer | fast
immer | quase sempre | altijd | bijna altijd | ogni giorno | dagelijks
"""

NEVER = """
never | almost never | nunca | casi nunca | jamas | mai | gairebe mai | quasi mai | niciodata | aproape niciodata |
jamais | presque jamais | nie | niemals | fast nie | quase nunca | nooit | bijna nooit
"""
