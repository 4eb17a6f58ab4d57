"""The words by which people name roles, in the workbook's languages and seven others: data.

Small letters without accents; `|` stands between words, `*` for any ending, English first, then Spanish, Catalan,
Romanian and the others. Of two roles that a head names, the one named by more letters is meant, of equals the
earlier one.
"""

# each of these can mean one role only, and is taken for it in study.toml
SAME = {
    "recommend": """nps | net promoter score | likelihood to recommend | ltr | recommendation | recomendacion |
        recomanacio | recomandare | recomienda | recomanaria | recomendaria | recommandation""",
    "verbatim": """comment | comments | comentario | comentarios | comentari | comentaris | comentariu | comentarii |
        open answer | open text | free text | texto libre | text lliure | text liber | respuesta abierta | resposta
        oberta | raspuns deschis | observaciones | observacions | observatii | commentaire | commentaires
        | commento | commenti | opmerking | opmerkingen | kommentar | kommentare | freitext |
        bemerkung | bemerkungen""",
    "weight": """weights | weighting | peso | pes | pondere | ponderacion | ponderacio | ponderare | factor de
        ponderacion | poids | ponderation
        | pond | ponderador | coeficiente de ponderacion""",
    "language": """lang | idioma | lengua | llengua | limba
        | lingua | taal""",
    "customer": """client | cliente | clienta | customer id | id cliente | id client | client id
        | klant""",
    "employee": """employee id | empleado | empleada | empleat | angajat | angajata | id empleado""",
    "wave": """oleada | onada | survey wave""",
    "channel": """canal | canal de contacto | contact channel""",
    "department": """departamento | departament""",
    "tenure": """antiguedad | antiguitat | vechime""",
    "emotion": """emocion | emocio | emotie | feeling""",
    "trust": """confianza | confianca | incredere""",
    "expectation": """expectativa | expectativas | expectatives | asteptari""",
    "touchpoint": """touch point | punto de contacto | punt de contacte | punct de contact""",
    "choices": """multiple choice | multiple answers | several answers | select multiple | multiple response |
        check all that apply | respuesta multiple | respuestas multiples | resposta multiple | respostes multiples |
        raspuns multiplu | raspunsuri multiple""",
    "consent": """consentimiento | consentiment | consimtamant | may quote""",
    "cost": """coste | costo""",
    "target": """objetivo | objectiu | tinta | obiectiv""",
    "theme": """tema | topic""",
    "stage": """etapa""",
}

# what else people say for a role; suggested, and looked for in the heads of files
NEAR = {
    "recommend": """recommend* | recomend* | recomiend* | recoman* | would suggest us | nps* | promoter* | promotor* |
        netpro* | net pro* | ltr | q nps | nps score | nps rating |
        nps question | puntuacion nps | puntuacio nps | scor nps | likely to suggest | promoteur* | recommand*
        | consiglier* | consiglia* | raccomand* | aanbevel* | aanbeveel* | aanrad* | raad u
        | empfehl* | weiterempf* | weiterempfehlung*
        | recom | polec* | rekomend* | tavsiye*""",
    "outcome": """overall* | csat* | review score | review rating | puntuacion de la resena | punteggio della
        recensione | note de l'avis | satisfaction | overall satisfaction | general satisfaction | satisfied overall |
        satisfaccion general | satisfaccion | satisfaccion global | en general | en conjunto | valoracion global |
        valoracion general | nota global | nota general | impresion general | satisfaccio | satisfaccio global |
        valoracio general |
        satisfaccio general | en conjunt | valoracio global | impressio general | satisfactie | satisfactia |
        satisfactie generala | per ansamblu | in ansamblu | multumire generala | impresie generala | customer
        satisfaction | overall experience | all in all | total score | impresion | impressio | impresie |
        scor general | csat score | satisfaction score | nota generala |
        punctaj general | puntuacion general | puntuacion global | puntuacio general | puntuacio global
        | experiencia general | experiencia global | experienta generala | experienta globala | satisfaction globale |
        satisfaction generale | dans l'ensemble | note globale | impression generale
        | soddisfazione | soddisfazione complessiva | soddisfazione generale | complessivamente | nel
        complesso | valutazione complessiva | giudizio complessivo | impressione generale | tevredenheid* | algemene
        tevredenheid | algehele tevredenheid | over het geheel | over het algemeen | al met al | totaaloordeel
        | gesamtzufriedenheit | zufriedenheit | insgesamt | gesamteindruck | gesamtbewertung | gesamtnote |
        gesamturteil | alles in allem
        | satisf global | satisf general | satisfacao | satisfacao geral | em geral | no geral | ogolne zadowolenie |
        zadowoleni* | memnuniyet | genel memnuniyet""",
    "effort": """ces* | effort* | esfuerzo* | esforc* | efort* | how difficult | how hard was | how hard is | tan
        dificil | lo dificil que | fue de dificil | com de dificil | va ser de dificil | cat de dificil | cat de greu
        | dificultad* | dificultat* | facilite | difficulte*
        | sforzo | fatica | quanto e stato difficile | quanto e stato facile | moeite | inspanning* | hoe moeilijk
        | hoe makkelijk | hoe gemakkelijk
        | aufwand | muhe | wie schwierig | wie schwer war | wie einfach | wie leicht""",
    "id": """id | ids | uuid | resp | respondent* | response id | responseid | record id | recordid | recordedid |
        respnum | resp id | respid | case id | caseid | participant* | submission id | survey id | row id | rownum |
        serial | serial number | key | record number | person | person id | panelist* |
        panellist* | id respuesta | id de respuesta | id encuesta | identificador* |
        encuestado* | numero de encuesta | codigo de encuesta | clave | id resposta | identificatiu | enquestat* |
        clau | numar chestionar | identificator* | cheie | cod raspuns | id raspuns | respondente | answer id |
        interview* | questionnaire number | identifiant* | numero de reponse
        | id risposta | numero questionario | respondentnummer | antwoord id
        | antwort id | beleg nr | belegnummer | fragebogennummer | interviewnummer | fallnummer | laufende nummer |
        lfd nr""",
    "customer": """customer* | client* | guest* | patient* | passenger* | member* | subscriber* | buyer* | shopper* |
        user id | userid | consumer* | abonado* | huesped* | paciente* | pasajero* | socio* | usuario* | comprador* |
        abonat* | hoste | pacient* | passatger* | soci | usuari* | oaspete | calator | cumparator | utilizator* |
        adherent* | abonne*
        | ospite | ospiti | pazient* | klant* | gast | gasten | reiziger*
        | kunde | kunden | kundin | kundennummer | kunden nr | gastenummer | patientennummer | mitglied*""",
    "employee": """employee* | staff id | staff member* | worker* | colleague* | agent | agent id | agente | empleado*
        | trabajador* | colaborador* | empleat* | treballador* | angajat* | salariat* | lucrator* | salarie* |
        collaborateur*
        | dipendent* | collaborator* | medewerker* | werknemer*
        | mitarbeiter* | mitarbeitende* | angestellte* | personalnummer | sachbearbeiter*""",
    "unit": """unit* | branch* | store* | shop | outlet* | office* | site | location* | team* | plant | hotel* |
        clinic* | hospital* | ward | line of business | business unit | work group | workgroup | compid | company id |
        sucursal* | tienda* | oficina* | equipo* | centro* | local | sede | unidad* | hotel | botiga* | equip* |
        centre* | seu | unitat* | oficines | magazin* | filiala | filiale | echipa* | echipe | birou* | unitate* |
        sucursala | agentie | agency | restaurant* | magasin* | agence* | equipe* | etablissement*
        | negozi* | punto vendita | ufficio | uffici | filiaal | filialen | winkel* | vestiging* | kantoor |
        kantoren | locatie*
        | niederlassung* | standort* | geschaftsstelle* | zweigstelle* | verkaufsstelle* | laden | klinik* |
        abteilungsteam | buro | struttura | strutture
        | loja* | agencia* | sklep* | oddzial* | placowka* | magaza*""",
    "account": """account* | household* | hogar | llar | gospodarie | cuenta* | compte | comptes | cont | conturi
        | firm | company account | contract* | contrato*
        | haushalt* | konto | kundenkonto | vertrag* | vertragsnummer""",
    "time": """date* | datetime | time | timestamp* | when | day | submitted* | recorded date | recordeddate | date of
        | survey date | interview date | response date | completed | tiempo | temps | timp | intdate | submit date |
        completion time | submission time | fecha* | hora | momento | marca temporal | dia | enviado | data | data de
        resposta | marca de temps | moment | data raspunsului | ora | momentul | marcaj de timp | completat la |
        cuando | quan | cand | submissiontime | horodateur | heure | jour | date de reponse
        | data e ora | giorno | data della risposta | informazioni cronologiche | datum | tijdstip* | tijdstempel |
        datum en tijd | ingevuld op | zeitstempel
        | datum der antwort | zeitpunkt | uhrzeit | abgeschickt | abgesendet am | ausgefullt am |
        befragungsdatum
        | tarih* | data e hora | carimbo de data""",
    "wave": """wave* | round* | period | periode | release period | year | quarter | month | season | survey year |
        fieldwork | ronda* | periodo* | ano | anyo | trimestre* | mes | ola | oleada* | onada* | tongada | any |
        perioada* | an | anul | trimestru* | luna | runda | wave name | vague* | annee* | mois | periode
        | ondata* | rilevazione | anno | mese | kwartaal | jaar | maand | meting | ronde
        | welle* | erhebungswelle | quartal | jahr | monat | halbjahr | messung
        | event name | redcap event name | onda | donem""",
    "weight": """weight* | wgt | wt | wts | pondera* | peso | pes | pondere* | factor de elevacion | expansion factor
        | w trans | design weight | poids | ponderation*
        | weging* | gewicht | weegfactor
        | gewichtung* | gewichtungsfaktor
        | pond | ponder | coeficiente de ponderacion | factor de ponderacion | waga | agirlik""",
    "status": """status | customer status | estado | estado del cliente | estat | stare | statut | situacion |
        situacio | situatie
        | kundenstatus | kundenstatut""",
    "tenure": """tenure* | seniority | years with us | loyalty years | length of relationship | years of service |
        customer since | client since | cliente desde | client des de | client din | antiguedad* | antiguitat* |
        vechime* | anos de cliente | anys de client | ani ca client
        | how long have you been | cuanto tiempo hace que es | cuanto tiempo lleva | quant temps fa que es | cat timp
        sunteti | ha quanto tempo e | da quanto tempo e | hoe lang bent u | wie lange sind sie | combien de temps etes
        | anzianita | cliente da | klant sinds
        | kunde seit | kundin seit | betriebszugehorigkeit | kundenbeziehung in jahren""",
    "mode": """mode | survey mode | method | collection mode | distribution channel | collector* | via | modo |
        modalidad | metodo | mode de resposta | metode | mod | metoda | modalitate
        | befragungsart | erhebungsart | erhebungsmethode""",
    "lag": """lag | delay | days since | hours since | demora | retraso | dias desde | retard | dies des de |
        intarziere | zile de la | waiting time to answer""",
    "language": """language* | lang | user language | interviewer language | userlanguage | locale | idioma* |
        lengua* | llengua* | limba* | startlanguage | start language | langue*
        | lingua | taal
        | sprache*""",
    "population": """population | headcount | head count | number of employees | number of people | plantilla |
        poblacion | numero de empleados | poblacio | numero d'empleats | populatie | populatia | numar de
        angajati | efectiv""",
    "segment": """segment* | group* | region* | area | country | city | province | district | state | gender | sex |
        age* | income | education | generation | type* | category | class* | tier | plan | product* | market |
        nationality | zone | customer type | age band | age group | tramo* | grupo* | zona | pais | ciudad | provincia
        | comunidad | genero | sexo | edad | ingresos | estudios | tipo* | categoria | producto* | mercado |
        nacionalidad | comarca | tram d'edat | grupa de varsta | ciutat | genere | sexe | edat | grup* | regio |
        tipus | ingressos | producte* |
        mercat | regiune* | tara | oras | judet | gen | varsta | venit | studii | tip | categorie | produs* | piata |
        nationalitate | grupa | destination* | purpose | motivo del viaje | sexe | age | pays | ville | departement |
        profession | tranche*
        | regione | citta | paese | sesso | fascia d'eta | eta | reddito | titolo di studio | regio | stad | land |
        geslacht | leeftijd* | opleiding | inkomen | woonplaats
        | kanton* | bundesland | geschlecht | altersgruppe* | alter | bildung | einkommen | wohnort | stadt |
        kundengruppe* | kundentyp | produkt* | kategorie* | tarif* | branche | industry
        | regiao | idade | cidade | plec | wiek | miasto | wojewodztwo | bolge* | cinsiyet | yas | sehir""",
    "expectation": """expect* | esperaba antes | asteptari*
        | erwartung*""",
    "disconfirmation": """disconfirmation | compared with what | compared to what | better or worse than | than
        expected | than you expected | comparado con lo que | de lo que esperaba | comparat amb el que | del que
        esperava | comparativ cu | fata de asteptari | met expectations""",
    "return": """return | come back | repurchase | buy again | visit again | revisit | loyalty | retention | stay
        with us | renew* | volver* | repetir* | repetiria | fidelidad | lealtad | recompra | tornar* | tornare |
        fidelitat | lleialtat | reveni* | intoarce* | cumpara din nou | loialitate | intention to return |
        intencion de volver
        | tornerebbe | tornera | terugkomen | terugkeren
        | wiederkommen | wiederkauf* | erneut kaufen | wieder kaufen | treue | loyalitat""",
    "trust": """trust* | confian* | incred* | confio | confi
        | fiducia | vertrouwen
        | vertrauen*""",
    "touchpoint": """touchpoint* | touch point* | contact point | activity | event | step | punto de contacto |
        actividad | evento | paso | interaction type | punt de contacte | activitat | esdeveniment | pas | punct de
        contact | activitate | eveniment | point de contact
        | punto di contatto | contactpunt
        | kontaktpunkt*""",
    "channel": """channel* | canal* | contact method | medium | medio | mitja | mediu | via de contacto
        | canale | kanaal
        | vertriebskanal | kontaktkanal | kontaktweg""",
    "department": """department* | departament* | dept | division | area responsable | depto | seccion | seccio |
        sectie | directie | compartiment
        | reparto | afdeling*
        | abteilung* | bereich""",
    "stage": """stage* | journey stage | etapa* | etapa del viaje | fase del recorrido | etapele""",
    "phase": """phase* | fase* | faza*""",
    "owner": """owner* | account owner | account manager | responsible | responsable* | propietario del proceso |
        responsabil*
        | zustandig* | verantwortlich*""",
    "need": """need | needs | customer need | necesidad* | necessitat* | nevoie | nevoi""",
    "bond": """bond | vinculo | vincle | legatura""",
    "target": """target* | goal* | objetivo* | meta | objectiu* | fita | tinta* | obiectiv* | benchmark""",
    "critical": """critical | must have | critico | critic""",
    "evidence": """evidence* | evidencia* | dovada | dovezi""",
    "emotion": """emotion* | feeling* | mood | how did you feel | felt | emocion* | sentimiento* | como se sintio
        | estado de animo | emocio | sentiment* | estat d'anim | com es va sentir | emotie* | emotii | stare de
        spirit | cum v-ati simtit
        | emozion* | gevoel*
        | gefuhl* | stimmung""",
    "valence": """valence | pleasantness | valencia | valenta | sentiment score | polarity""",
    "arousal": """arousal | activation | activacion | activacio | activare""",
    "positioning": """positioning | known for | brand image | posicionamiento | posicionament | pozitionare""",
    "reason": """reason* | cause | why chosen | motivo* | razon* | motiu* | rao | raons | motiv | motive | motivul
        | cauza* | causa*
        | ragione | ragioni | reden*
        | grund | grunde | anlass | beweggrund*""",
    "theme": """theme* | topic* | tag* | tema* | asunto* | etiqueta* | assumpte | subiect* | eticheta* | subject
        | thema | themen | betreff""",
    "verbatim": """comment* | verbatim* | open ended | open-ended | feedback | suggestion* | remarks | free text |
        tell us | to add | like to add | in your own words | quiera anadir | quiere anadir | desea anadir |
        vulgui afegir |
        vol afegir | doriti sa adaugati | de adaugat | anything else | anything we | anything you |
        res mes | voleu afegir | algo mas que | otra cosa que | alguna cosa mes |
        alguna altra cosa | altceva | what could we | why did you | why | improve* | message | review
        text | comentari* | sugerencia* | suggeriment* | observaciones | opinion* | que podriamos | por que | mejorar*
        | mensaje | observacions | opinio* | per que | millorar* | missatge | observatii | sugesti* | parere* | de ce
        | imbunatat* | mesaj | texto | testimonio | commentaire* | remarque* | pourquoi | suggestions | en quelques
        mots | ameliorer*
        | commento | commenti | osservazion* | cosa possiamo | cosa potremmo | perche | migliorar* | opmerking*
        | toelichting* | suggestie* | wat kunnen we | vertel ons | waarom | verbeter*
        | kommentar* | bemerkung* | anmerkung* | anregung* | freitext* | was konnen wir | was konnten wir | warum |
        weshalb | verbesser* | offene antwort | sonstige hinweise | mitteilung* | ruckmeldung*
        | remark | conversation rating remark | sugestao | sugestoes | melhorar* | poderiamos | komentarz* | uwagi |
        yorum* | gorus*""",
    "consent": """consent* | may we quote | permission* | permis* | consentim* | consimta* | autoriz* | acord gdpr
        | consenso | toestemming*""",
    "engagement": """engagement* | engaged | vigor | dedication | absorption | compromiso* | implicacion* |
        compromis | implicacio* | angajament* | implicare* | uwes*""",
    "climate": """climate | service climate | work climate | clima* | climat*""",
    "experience": """employee experience | experiencia del empleado | experiencia de l'empleat | experienta
        angajatului""",
    "perks": """perk* | benefit* | beneficio* | ventaja* | benefici* | avantatge* | beneficii""",
    "start": """start* | begin* | began | start date | startdate | hora de inicio | fecha de inicio | inicio |
        comienzo | data d'inici | hora d'inici | inici | inceput* | data de inceput | started""",
    "end": """end | end date | enddate | finish* | ended | fin | fecha de fin | hora de finalizacion | final |
        data de fi | hora de fi | sfarsit* | data de sfarsit | ora de finalizare | cancellation date | churn date |
        fecha de baja | data de baixa | data rezilierii""",
    "break": """break | broken | went wrong | failure | failed | problem occurred | fallo | fallida | incidencia |
        incident* | esec | problem* | defect*""",
    "handed_over_from": """handed over* | handover* | transferred from | derivado de | traspaso* | traspas* |
        transferat de la""",
    "resolved": """resolved | solved | resolution | fixed | first contact resolution | fcr | resuelt* | resolvio |
        resolvieron | soluciono | solucionad* | resolt* | resoldre | solucionat* | rezolvat* | solutionat* | risolto |
        risolta | opgelost | resolvid* | resolveu | resolu | resolue | gelost""",
    "pitch": """pitch | offer made | upsell | cross sell | oferta | ofert*""",
    "invited": """invited | invitation sent | invitado* | convidat* | invitat* | contacted""",
    "responded": """responded | answered survey | response status | respondio | respost | a raspuns | participated""",
    "opened": """opened | case opened | created | creation date | apertura | fecha de apertura | abierto |
        obertura | data d'obertura | obert | deschis* | data deschiderii
        | created at | created on | erstellt am | eroffnet*""",
    "closed": """closed | case closed | closing date | cierre | fecha de cierre | cerrado | tancament | data de
        tancament | tancat | inchis* | data inchiderii
        | solved at | resolved at | solved on | resolved on | date solved | date resolved | closed at | closed on |
        geschlossen* | abgeschlossen am | gelost am""",
    "answered": """answered | called back | contestado | contestat""",
    "held_out": """held out | holdout | control group | grupo de control | grup de control""",
    "lot": """by lot | randomised | randomized | randomisation | por sorteo | aleatorizado | per sorteig |
        aleatoritzat | prin sorti | randomizat""",
    "dose": """dose | number of offers | dosis | numero de ofertas | dosi | nombre d'ofertes | doza | numar de
        oferte""",
    "met": """met before | seen before purchase | conocio antes | va coneixer abans | cunoscut inainte""",
    "followup": """follow up score | followup* | follow-up* | seguimiento | seguiment | urmarire""",
    "action": """action* | measure taken | initiative | accion* | iniciativa | accio* | actiune* | initiativa""",
    "level": """level* | nivel* | nivell*""",
    "cost": """cost* | price of the action | coste* | presupuesto | pressupost | buget""",
    "effect": """effect* | impact | lift | efecto | impacto | efecte | impacte | efect""",
    "std_error": """std error | standard error | se | error estandar | error estandard | eroare standard""",
    "functional": """functional* | funcional* | functional""",
    "emotional": """emotional* | emocional* | emotional""",
    "memorability": """memorab* | remember* | memorable | recuerd* | record* que | amintes*""",
    "rank": """rank | ranking | place in order | puesto | orden | posicion | lloc | ordre | loc | ordine |
        clasament""",
    "reference": """reference | contact id | ticket* | order id | booking | transaction id | referencia | pedido |
        reserva | comanda | referinta | rezervare
        | prenotazione | numero di prenotazione | ordine numero | buchungsnummer | bestellnummer | auftragsnummer |
        numero de reserva | numero de pedido | numero de reservation | numero de commande""",
    "rating": """rating* | item* | ease of use | facilidad de uso | facilitat d'us | usurinta* | score* |
        aspect* | attribute* | grade | evaluation | question | statement | quality | performance of | stars |
        valoracion* | puntuacion* | nota | calificacion* | aspecto* | atributo* | pregunta* |
        calidad | puntuacio* | valoracio* | aspecte* | qualitat | punctaj* | evaluare* | aspect | intrebare* |
        calitate | scor | note | notation | qualite*
        | valutazion* | giudizio | voto | punteggi* | qualita | beoordeling* | kwaliteit | cijfer
        | bewertung* | schulnote* | benotung* | beurteilung* | sterne | qualitat* | freundlichkeit""",
    "measure": """minutes | seconds | months | years | days | meses | mesos | luni | anos | duration* | amount* |
        spend* | revenue | price | salary | count | number of | value | wait | waiting | percentage | percent |
        share | distance | hours | minutos | segundos | duracion* | importe* | gasto* | precio | salario |
        numero de | espera | porcentaje | minuts | segons | durada* | import* | despesa | preu | salari | nombre
        de | percentatge | minute | secunde | durata* | suma | cheltuieli | pret | salariu | numar de |
        asteptare | procent | how long
        | minuti | secondi | attesa | importo | spesa | prezzo | numero di | wachttijd* | duur | bedrag | prijs |
        aantal | last year | past year | last month | past month |
        last 12 months | per year | per month | times | visits | visitas | visites | vizite | veces | vegades |
        ultimo ano | ultimo mes | al ano | al mes | darrer any | darrer mes | ultim any | ultimul an | ultima luna |
        pe an | pe luna | year of birth | birth year | year joined | ano de nacimiento | ano de alta |
        any de naixement | any d'alta | anul nasterii | anul inscrierii | anno di nascita | annee de naissance |
        geboortejaar | geburtsjahr
        | minuten | sekunden | tage | wartezeit* | betrag | umsatz | preis | anzahl | dauer | ausgaben""",
    "description": """description* | name of | account name | label | descripcion* | descripcio* | descriere* |
        denumire | nombre del | nom del | wording""",
}
