"""The words of the usual answer scales in seven languages that files bring: data, no code.

Written as in `answer_words`.
"""

from __future__ import annotations

FRENCH = """
- pas du tout d'accord|tout à fait en désaccord|totalement en désaccord > pas d'accord|plutôt pas d'accord|en
désaccord|plutôt en désaccord > ni d'accord ni pas d'accord|ni en accord ni en désaccord|neutre|indifférent >
d'accord|plutôt d'accord|assez d'accord > tout à fait d'accord|totalement d'accord|entièrement d'accord
- pas du tout d'accord > pas d'accord|plutôt pas d'accord > d'accord|plutôt d'accord > tout à fait d'accord|totalement
d'accord
- très insatisfait|très insatisfaite|très mécontent|très mécontente > insatisfait|insatisfaite|plutôt
insatisfait|plutôt insatisfaite|plutôt pas satisfait|plutôt pas satisfaite|assez insatisfait|assez
insatisfaite|mécontent|mécontente > ni satisfait ni insatisfait|neutre|moyennement satisfait|moyennement satisfaite >
satisfait|satisfaite|plutôt satisfait|plutôt satisfaite|assez satisfait|assez satisfaite > très satisfait|très
satisfaite|tout à fait satisfait|tout à fait satisfaite
- très insatisfait|très insatisfaite|pas du tout satisfait|pas du tout satisfaite > insatisfait|insatisfaite|plutôt
insatisfait|plutôt insatisfaite|plutôt pas satisfait|plutôt pas satisfaite|peu satisfait|peu satisfaite|pas très
satisfait|pas très satisfaite > satisfait|satisfaite|plutôt satisfait|plutôt satisfaite|assez satisfait|assez
satisfaite > très satisfait|très satisfaite|tout à fait satisfait|tout à fait satisfaite
- pas du tout satisfait|pas du tout satisfaite > peu satisfait|peu satisfaite > moyennement satisfait|moyennement
satisfaite > satisfait|satisfaite|assez satisfait|assez satisfaite|plutôt satisfait|plutôt satisfaite > très
satisfait|très satisfaite
- jamais > rarement|presque jamais > parfois|quelquefois|de temps en temps > souvent|fréquemment|presque toujours >
toujours
- jamais > rarement > parfois > souvent
- très mauvais|très mal > mauvais|mal > moyen|passable|correct|ni bon ni mauvais > bon|bien > très bon|très
bien|excellent
- mauvais > moyen|passable|correct > bon > très bon > excellent
- très mauvais > mauvais > bon > très bon|excellent
- très peu probable|très improbable > peu probable|improbable > ni probable ni improbable|neutre > probable|assez
probable > très probable
- pas du tout probable > peu probable > assez probable|moyennement probable > probable > très probable
- certainement pas|sûrement pas > probablement pas > peut-être > probablement|probablement oui >
certainement|certainement oui|sûrement
- pas du tout important > peu important > moyennement important > important|assez important > très important
"""

GERMAN = """
- sehr unwahrscheinlich|äußerst unwahrscheinlich|überhaupt nicht wahrscheinlich|gar nicht wahrscheinlich >
  unwahrscheinlich|eher unwahrscheinlich > teils/teils|weder noch|neutral > wahrscheinlich|eher wahrscheinlich > sehr
  wahrscheinlich|äußerst wahrscheinlich
- stimme gar nicht zu|stimme überhaupt nicht zu|trifft gar nicht zu|trifft überhaupt nicht zu > stimme nicht zu|stimme
  eher nicht zu|trifft eher nicht zu > teils/teils|teils, teils|weder noch|neutral > stimme zu|stimme eher zu|trifft
  eher zu > stimme voll zu|stimme voll und ganz zu|trifft voll zu|trifft voll und ganz zu
- sehr unzufrieden > unzufrieden|eher unzufrieden > teils/teils|teils, teils|weder noch|neutral > zufrieden|eher
  zufrieden > sehr zufrieden
- gar nicht zufrieden|überhaupt nicht zufrieden > wenig zufrieden > mittelmäßig zufrieden|teils/teils > ziemlich
  zufrieden|eher zufrieden > sehr zufrieden
- nie > selten > manchmal|gelegentlich > oft|häufig > immer|sehr oft
- sehr schlecht > schlecht > mittelmäßig|mittel > gut > sehr gut
"""

PORTUGUESE = """
- nada provável|muito improvável > pouco provável|improvável > nem provável nem improvável|neutro >
  provável|bastante provável > muito provável|extremamente provável
- discordo totalmente > discordo|discordo parcialmente > não concordo nem discordo|nem concordo nem discordo|neutro >
  concordo|concordo parcialmente > concordo totalmente
- muito insatisfeito > insatisfeito > nem satisfeito nem insatisfeito|neutro|indiferente > satisfeito > muito
  satisfeito
- nada satisfeito > pouco satisfeito > moderadamente satisfeito > satisfeito|bastante satisfeito > muito satisfeito
- nunca > raramente|quase nunca > às vezes > frequentemente|muitas vezes > sempre
- muito ruim|muito mau|péssimo > ruim|mau > regular|razoável > bom > muito bom|ótimo|excelente
"""

ITALIAN = """
- per niente d'accordo|totalmente in disaccordo|completamente in disaccordo|fortemente in disaccordo|molto in
  disaccordo > in disaccordo|poco d'accordo|abbastanza in disaccordo|piuttosto in disaccordo > né d'accordo né in
  disaccordo|neutrale|indifferente|incerto > d'accordo|abbastanza d'accordo|piuttosto d'accordo > molto
  d'accordo|totalmente d'accordo|completamente d'accordo|del tutto d'accordo
- per niente d'accordo|totalmente in disaccordo > poco d'accordo|in disaccordo > abbastanza d'accordo|d'accordo > molto
  d'accordo|totalmente d'accordo|completamente d'accordo
- molto insoddisfatto|molto insoddisfatta|del tutto insoddisfatto|del tutto insoddisfatta >
  insoddisfatto|insoddisfatta|abbastanza insoddisfatto|abbastanza insoddisfatta > né soddisfatto né insoddisfatto|né
  soddisfatta né insoddisfatta|neutrale|indifferente > soddisfatto|soddisfatta|abbastanza soddisfatto|abbastanza
  soddisfatta > molto soddisfatto|molto soddisfatta|del tutto soddisfatto|del tutto soddisfatta
- molto insoddisfatto|molto insoddisfatta > insoddisfatto|insoddisfatta > soddisfatto|soddisfatta > molto
  soddisfatto|molto soddisfatta
- per niente soddisfatto|per niente soddisfatta|per nulla soddisfatto|per nulla soddisfatta > poco soddisfatto|poco
  soddisfatta > abbastanza soddisfatto|abbastanza soddisfatta > molto soddisfatto|molto soddisfatta
- per niente soddisfatto|per niente soddisfatta|per nulla soddisfatto|per nulla soddisfatta > poco soddisfatto|poco
  soddisfatta > né soddisfatto né insoddisfatto|né soddisfatta né insoddisfatta|mediamente soddisfatto|mediamente
  soddisfatta > abbastanza soddisfatto|abbastanza soddisfatta|soddisfatto|soddisfatta > molto soddisfatto|molto
  soddisfatta
- mai > raramente|quasi mai > a volte|qualche volta|talvolta > spesso|frequentemente|quasi sempre > sempre
- pessimo|pessima|molto scarso|molto scarsa > scarso|scarsa|insufficiente >
  sufficiente|accettabile|discreto|discreta|nella media > buono|buona > ottimo|ottima|eccellente|molto buono|molto
  buona
- insufficiente|scarso|scarsa > sufficiente > buono|buona > ottimo|ottima|eccellente
- molto improbabile|per niente probabile > improbabile|poco probabile > né probabile né improbabile|neutrale >
  probabile|abbastanza probabile > molto probabile
- per niente probabile > poco probabile > abbastanza probabile|probabile > molto probabile
- per niente importante > poco importante > mediamente importante > importante|abbastanza importante > molto importante
- per niente importante > poco importante > abbastanza importante > molto importante
"""

DUTCH = """
- helemaal mee oneens|helemaal niet mee eens|zeer mee oneens|volledig mee oneens|helemaal oneens|zeer oneens > mee
  oneens|oneens|niet mee eens > niet mee eens, niet mee oneens|niet mee eens en niet mee oneens|niet eens, niet
  oneens|niet eens/niet oneens|neutraal > mee eens|eens > helemaal mee eens|zeer mee eens|volledig mee eens|helemaal
  eens|zeer eens
- helemaal mee oneens|zeer mee oneens > mee oneens|oneens > mee eens|eens > helemaal mee eens|zeer mee eens
- zeer ontevreden|heel ontevreden|erg ontevreden > ontevreden|enigszins ontevreden > niet tevreden, niet
  ontevreden|niet tevreden en niet ontevreden|niet tevreden/niet ontevreden|neutraal > tevreden|enigszins tevreden >
  zeer tevreden|heel tevreden|erg tevreden
- zeer ontevreden|heel ontevreden > ontevreden > tevreden > zeer tevreden|heel tevreden
- helemaal niet tevreden > niet zo tevreden|weinig tevreden > redelijk tevreden > tevreden > zeer tevreden|heel tevreden
- nooit > zelden|bijna nooit > soms|af en toe > vaak|regelmatig|meestal|bijna altijd > altijd
- zeer slecht|heel slecht > slecht > matig|redelijk|gemiddeld|voldoende|niet goed, niet slecht|neutraal > goed > zeer
  goed|heel goed|uitstekend
- slecht > matig > voldoende|redelijk > goed > zeer goed|heel goed|uitstekend
- zeer onwaarschijnlijk|heel onwaarschijnlijk > onwaarschijnlijk > niet waarschijnlijk, niet
  onwaarschijnlijk|neutraal > waarschijnlijk > zeer waarschijnlijk|heel waarschijnlijk
- helemaal niet belangrijk|zeer onbelangrijk > niet belangrijk|onbelangrijk|niet zo belangrijk > enigszins
  belangrijk|neutraal > belangrijk > zeer belangrijk|heel belangrijk
"""

POLISH = """
- zdecydowanie się nie zgadzam|zdecydowanie nie > raczej się nie zgadzam|nie zgadzam się|raczej nie > ani tak, ani
  nie|ani się zgadzam, ani się nie zgadzam > raczej się zgadzam|zgadzam się|raczej tak > zdecydowanie się
  zgadzam|zdecydowanie tak
- zdecydowanie się nie zgadzam|zdecydowanie nie > raczej się nie zgadzam|nie zgadzam się|raczej nie > raczej się
  zgadzam|zgadzam się|raczej tak > zdecydowanie się zgadzam|zdecydowanie tak
- bardzo niezadowolony|bardzo niezadowolona > niezadowolony|niezadowolona|raczej niezadowolony|raczej niezadowolona >
  ani zadowolony, ani niezadowolony|ani zadowolona, ani niezadowolona|neutralnie >
  zadowolony|zadowolona|raczej zadowolony|raczej zadowolona > bardzo zadowolony|bardzo zadowolona
- bardzo zły|bardzo zła|bardzo źle > zły|zła|źle > przeciętny|przeciętna|przeciętnie|średnio > dobry|dobra|dobrze >
  bardzo dobry|bardzo dobra|bardzo dobrze
- nigdy > rzadko > czasami|czasem > często > zawsze
"""

TURKISH = """
- kesinlikle katılmıyorum > katılmıyorum > kararsızım|ne katılıyorum ne katılmıyorum > katılıyorum > kesinlikle
  katılıyorum
- hiç memnun değilim|hiç memnun kalmadım > memnun değilim|memnun kalmadım > kararsızım|ne memnunum ne değilim >
  memnunum|memnun kaldım > çok memnunum|çok memnun kaldım
- çok kötü > kötü > orta|idare eder > iyi > çok iyi
- hiçbir zaman|asla > nadiren > bazen > sık sık|genellikle > her zaman
"""
